/** The technician's list: everything the cabinet said of itself, and what can be tried together. */
import { Camera, Eye, LogOut, Play, Square, Wrench } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import {
  type GuidedStep,
  SELFTEST_GROUPS,
  type SelftestLine,
  type TechnicianAction,
} from '../../src-main/api/selftest-protocol.ts';
import { DevicesPanel } from './devices/DevicesPanel.tsx';
import { GuidePanel } from './guided/GuidePanel.tsx';
import { LineRow } from './LineRow.tsx';
import { Push } from './Push.tsx';
import { Summary } from './Summary.tsx';
import type { TechnicianSession } from './technician-session.ts';
import { TECHNICIAN_LANGUAGES, type TechnicianLanguage } from './texts/index.ts';
import { WatchPanel } from './watch/WatchPanel.tsx';
import { useWords } from './words.tsx';

interface BoardProps {
  readonly session: TechnicianSession;
  readonly place: string;
  readonly setLanguage: (language: TechnicianLanguage) => void;
  readonly onLeave: () => void;
}

const NO_LABELS = {};

/** No port shows it, or nothing answers: somebody can look at its lamp. */
const LAMP_TELLS: readonly string[] = ['not-plugged', 'unplugged', 'no-answer'];

export function Board({ session, place, setLanguage, onLeave }: BoardProps) {
  const { say, language } = useWords();
  const state = useSyncExternalStore(session.subscribe, session.getState);
  const [refused, setRefused] = useState(false);
  const [devices, setDevices] = useState(false);
  const [watch, setWatch] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { running, guide, fresh, guided } = state;
  const guiding = guide !== null && guide.state !== 'over';
  const busy = running.length > 0 || guiding || state.line !== 'open';
  const lines = shownLines(state.result?.lines ?? [], fresh);

  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const act = (action: TechnicianAction) => void session.act(action).then((reply) => setRefused(!reply.ok));
  const begin = (step: GuidedStep, line?: string) =>
    act({ type: 'guide', step, say: 'begin', ...(line === undefined ? {} : { line }) });
  const tries = guided.filter((step) => step !== 'lit');

  return (
    <div className="tech-board" data-step="technician-board">
      <header className="tech-head">
        <Wrench aria-hidden="true" />
        <h1 ref={heading} tabIndex={-1}>
          {say('screen.title')}
        </h1>
        <p>{place}</p>
        <fieldset className="tech-languages">
          <legend className="sr-only">{say('screen.language')}</legend>
          {TECHNICIAN_LANGUAGES.map((name) => (
            <Push
              key={name}
              variant="small"
              label={name.toUpperCase()}
              disabled={name === language}
              onPress={() => setLanguage(name)}
            />
          ))}
        </fieldset>
      </header>
      <Summary result={state.result} running={running.length} />
      <p className="tech-problem" role="alert">
        {state.line === 'lost' ? say('screen.lost') : refused ? say('screen.refused') : null}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must by keyboard too */}
      <section className="tech-list" aria-label={say('screen.results')} tabIndex={0}>
        {lines.length === 0 ? <p className="tech-none">{say('screen.none')}</p> : null}
        {SELFTEST_GROUPS.map((group) => {
          const mine = lines.filter((line) => line.group === group);
          if (mine.length === 0) return null;
          return (
            <section key={group} aria-labelledby={`group-${group}`}>
              <h2 id={`group-${group}`}>{say(`group.${group}`)}</h2>
              <ul>
                {mine.map((line) => (
                  <LineRow
                    key={line.id}
                    line={line}
                    running={running.includes(line.id)}
                    busy={busy}
                    onAgain={() => act({ type: 'run', ids: [line.id] })}
                    onLit={lampTells(line, guided) ? () => begin('lit', line.id) : null}
                  />
                ))}
              </ul>
            </section>
          );
        })}
        <section aria-labelledby="group-tries">
          <h2 id="group-tries">{say('screen.try')}</h2>
          <div className="tech-tries">
            {tries.map((step) => (
              <Push
                key={step}
                variant="secondary"
                label={say(`guide.${step}`)}
                name={`try-${step}`}
                disabled={busy}
                onPress={() => begin(step)}
              />
            ))}
          </div>
        </section>
        <section aria-labelledby="group-settings">
          <h2 id="group-settings">{say('screen.settings')}</h2>
          <div className="tech-tries">
            <Push
              variant="secondary"
              label={say('devices.title')}
              icon={Camera}
              name="devices"
              disabled={busy || state.labels === null}
              onPress={() => setDevices(true)}
            />
            <Push
              variant="secondary"
              label={say('watch.title')}
              icon={Eye}
              name="watch"
              disabled={busy || state.watch === null}
              onPress={() => setWatch(true)}
            />
          </div>
        </section>
      </section>
      <footer className="tech-foot">
        {running.length > 0 ? (
          <Push label={say('screen.stop')} icon={Square} name="stop" onPress={() => act({ type: 'stop' })} />
        ) : (
          <Push
            label={say('screen.run-all')}
            icon={Play}
            name="run-all"
            disabled={busy}
            onPress={() => act({ type: 'run', ids: null })}
          />
        )}
        <Push variant="secondary" label={say('screen.leave')} icon={LogOut} name="leave" onPress={onLeave} />
      </footer>
      {watch && state.watch !== null ? (
        <WatchPanel
          session={session}
          settings={state.watch}
          labels={state.labels ?? NO_LABELS}
          onClose={() => setWatch(false)}
        />
      ) : null}
      {devices && state.labels !== null ? (
        <DevicesPanel session={session} labels={state.labels} onClose={() => setDevices(false)} />
      ) : null}
      {guide === null ? null : (
        <GuidePanel
          guide={guide}
          line={fresh[`guided.${guide.step}`] ?? null}
          lines={lines}
          labels={state.labels ?? NO_LABELS}
          session={session}
        />
      )}
    </div>
  );
}

function lampTells({ group, status, reason }: SelftestLine, guided: readonly GuidedStep[]): boolean {
  return (
    guided.includes('lit') &&
    group === 'instruments' &&
    status === 'fail' &&
    reason !== null &&
    LAMP_TELLS.includes(reason.code)
  );
}

/** What a run has said so far takes the place of what was known before. */
function shownLines(
  known: readonly SelftestLine[],
  fresh: Readonly<Record<string, SelftestLine>>,
): readonly SelftestLine[] {
  const ids = known.map(({ id }) => id);
  return [
    ...known.map((line) => fresh[line.id] ?? line),
    ...Object.values(fresh).filter(({ id }) => !ids.includes(id)),
  ];
}
