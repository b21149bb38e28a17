/** Pictures and sounds of exams in the patient's page: what there is, what is live, what the core wants taken. */
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import type { MediaExamView, MediaNeed } from '../../../state-machines/media.ts';
import type { CabinetPeer, CorePort } from '../../call/cabinet-peer.ts';
import { type CaptureParts, createCaptureDesk } from './capture-desk.ts';
import { type Inputs, toReport } from './choose-inputs.ts';
import { isSound, type MediaSource, openTrack } from './devices.ts';
import { createLiveTrack } from './live-track.ts';
import { type DeviceList, watchInputs } from './watch-inputs.ts';

export interface ExamMediaState {
  /** The live picture of the exam, for the patient's own eyes; null: none. */
  readonly picture: MediaStream | null;
  /** The stethoscope is live. */
  readonly sound: boolean;
}

export interface ExamMedia {
  getState(): ExamMediaState;
  subscribe(listener: () => void): () => void;
  close(): void;
}

export interface ExamMediaParts extends Pick<CaptureParts, 'takeStill' | 'takeClip'> {
  readonly port: CorePort;
  readonly labels: () => MediaLabels;
  /** Of the exam under way; null: none that takes media. */
  readonly view: { get(): MediaExamView | null; subscribe(listener: () => void): () => void };
  readonly peer: Pick<CabinetPeer, 'setExamTrack' | 'subscribe' | 'getState'>;
  readonly devices: (MediaSource & DeviceList) | undefined;
}

export const NO_EXAM_MEDIA: ExamMediaState = { picture: null, sound: false };

export function createExamMedia(parts: ExamMediaParts): ExamMedia {
  const { port, view, peer, devices } = parts;
  const listeners = new Set<() => void>();
  let state = NO_EXAM_MEDIA;
  let said = '';

  const become = (next: ExamMediaState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const report = (inputs: Inputs) => {
    const message = { type: 'media.inputs' as const, inputs: toReport(inputs) };
    const text = JSON.stringify(message);
    if (text === said) return;
    said = text;
    port.send(message);
  };
  const open = (need: MediaNeed, device: Parameters<typeof openTrack>[2]) => openTrack(devices, need, device);

  const live = createLiveTrack({
    open,
    onChange(need, track) {
      const sound = need !== null && isSound(need);
      peer.setExamTrack('second-camera', sound ? null : track);
      peer.setExamTrack('second-audio', sound ? track : null);
      become({ picture: track && !sound ? new MediaStream([track]) : null, sound: sound && track !== null });
    },
  });
  const follow = () => {
    const exam = view.get();
    const need = exam?.live ? exam.need : null;
    live.want(need, need && watch.now()[need]);
  };
  const watch = watchInputs({
    devices,
    labels: parts.labels,
    onChange(inputs) {
      report(inputs);
      follow();
    },
  });

  const captures = createCaptureDesk({
    send: (message) => port.send(message),
    takeStill: parts.takeStill,
    takeClip: parts.takeClip,
    async track(need) {
      const running = live.of(need);
      if (running) return { track: running, release: () => {} };
      const device = watch.now()[need];
      const track = device && (await open(need, device));
      return track && { track, release: () => track.stop() };
    },
  });

  const stopListening = port.subscribe((message) => {
    switch (message.type) {
      case 'welcome':
        // The core may be a new one: it asks anew for what it wants, and knows no device yet.
        captures.drop();
        said = '';
        void watch.look();
        break;
      case 'media.labels':
        void watch.look();
        break;
      case 'media.capture':
        captures.take(message);
        break;
      case 'media.cancel':
        captures.cancel(message.capture);
        break;
      case 'wipe':
        close();
        break;
      default:
    }
  });
  const stopFollowing = view.subscribe(follow);
  let known: readonly MediaDeviceInfo[] = [];
  /** Names are told only after the call was allowed its camera. */
  const stopPeer = peer.subscribe(() => {
    const { devices: now } = peer.getState();
    if (now === known) return;
    known = now;
    void watch.look();
  });

  function close(): void {
    stopListening();
    stopFollowing();
    stopPeer();
    watch.close();
    captures.drop();
    live.close();
    peer.setExamTrack('second-camera', null);
    peer.setExamTrack('second-audio', null);
    become(NO_EXAM_MEDIA);
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close,
  };
}
