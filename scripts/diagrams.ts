/** `node scripts/diagrams.ts`: draws the machines into docs/statecharts.md. */
import fs from 'node:fs';
import path from 'node:path';
import { CATALOGUE } from '../state-machines/catalogue.ts';
import { DELAYS } from '../state-machines/delays.ts';
import { diagram } from '../state-machines/diagram.ts';
import { WATCH_DELAYS } from '../state-machines/distress/delays.ts';
import { episodeMachine, WATCH_VERSION } from '../state-machines/distress/episode.ts';
import { VISIT_VERSION, visitMachine } from '../state-machines/visit/machine.ts';

const chart = (mermaid: string): string => `\`\`\`mermaid\n${mermaid}\n\`\`\``;

export function statecharts(): string {
  const delays = Object.entries({ ...DELAYS, ...WATCH_DELAYS }).map(
    ([name, ms]) => `| \`${name}\` | ${ms / 1000} s |`,
  );
  return `${[
    '# Statecharts',
    'Drawn from the machines by `node scripts/diagrams.ts`; a test fails when this page is older than they are.',
    `## The visit (version ${VISIT_VERSION})`,
    chart(diagram(visitMachine)),
    ...Object.values(CATALOGUE).flatMap(({ title, version, machine }) => [
      `## ${title} (version ${version})`,
      chart(diagram(machine)),
    ]),
    `## One signal of the distress watch (version ${WATCH_VERSION})`,
    'Seven of them run beside each other in a visit, one for each signal; `report` comes with each picture looked at.',
    chart(diagram(episodeMachine)),
    '## Delays',
    ['| delay | default |', '|---|---|', ...delays].join('\n'),
  ].join('\n\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const file = path.resolve(import.meta.dirname, '../docs/statecharts.md');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, statecharts());
  process.stdout.write(`wrote ${path.relative(process.cwd(), file)}\n`);
}
