/** The cabinet's line to the room, over the channel between the two processes. */
import type { Clock } from '../../../drivers/contract.ts';
import { within } from '../../../drivers/parts/pause.ts';
import type { PersonAction } from '../../../fixtures/contract.ts';
import type { Answer, Asked, RoomRequest, Told } from './words.ts';

const ANSWER_MS = 10_000;

export type InstrumentState = Readonly<Record<string, unknown>>;

export interface Room {
  plug(instrument: string): Promise<InstrumentState>;
  pull(instrument: string): Promise<InstrumentState>;
  act(instrument: string, action: PersonAction): Promise<InstrumentState>;
  state(instrument: string): Promise<InstrumentState>;
  /** The cabinet opens or closes a device node. */
  line(path: string, open: boolean): Promise<InstrumentState>;
  /** To the host of the guest. */
  tell(told: Told): void;
}

/** Its requests reject when the room cannot, or does not answer in 10 s. */
export function openRoom(clock: Clock): Room {
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  const send = (message: Asked | Told) => void process.send?.(message);
  process.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });

  async function ask(request: RoomRequest): Promise<InstrumentState> {
    asked += 1;
    const id = asked;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    send({ id, request });
    const answer = await within(clock, ANSWER_MS, answered, { id, error: 'no answer' });
    if ('error' in answer) throw new Error(`the room: ${answer.error}`);
    return answer.state;
  }

  return {
    plug: (instrument) => ask({ do: 'plug', instrument }),
    pull: (instrument) => ask({ do: 'pull', instrument }),
    state: (instrument) => ask({ do: 'state', instrument }),
    act: (instrument, action) => ask({ do: 'act', instrument, action }),
    line: (path, open) => ask({ do: 'line', path, open }),
    tell: send,
  };
}
