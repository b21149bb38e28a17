/** The room on the live picture: where the floor begins, and the chair. Each edge by its own slider, touch or keys. */
import { EyeOff, LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Room } from '../../../state-machines/distress/vocabulary.ts';
import { Push } from '../Push.tsx';
import { useWords } from '../words.tsx';
import { edgeOf, FIRST_ROOM, moveEdge, ROOM_EDGES } from './room.ts';

interface RoomTeacherProps {
  readonly picture: MediaStream | null;
  /** No camera is looked for. */
  readonly off: boolean;
  readonly room: Room | null;
  readonly onRoom: (room: Room | null) => void;
}

export function RoomTeacher({ picture, off, room, onRoom }: RoomTeacherProps) {
  const { say } = useWords();
  return (
    <section aria-labelledby="watch-room">
      <h3 id="watch-room">{say('watch.room')}</h3>
      <p>{say('watch.room.text')}</p>
      <div className="tech-room">
        <Picture picture={picture} off={off} />
        {room === null || picture === null ? null : <Drawn room={room} />}
      </div>
      {off ? null : room === null ? (
        <Push
          variant="secondary"
          label={say('watch.room.teach')}
          name="room-teach"
          onPress={() => onRoom(FIRST_ROOM)}
        />
      ) : (
        <div className="tech-edges">
          {ROOM_EDGES.map((edge) => (
            <label key={edge}>
              <span>{say(`watch.edge.${edge}`)}</span>
              <input
                type="range"
                min={0}
                max={100}
                step={1}
                data-edge={edge}
                value={Math.round(100 * edgeOf(room, edge))}
                onChange={({ target }) => onRoom(moveEdge(room, edge, Number(target.value) / 100))}
              />
            </label>
          ))}
          <Push
            variant="small"
            label={say('watch.room.forget')}
            name="room-forget"
            onPress={() => onRoom(null)}
          />
        </div>
      )}
    </section>
  );
}

function Picture({ picture, off }: Pick<RoomTeacherProps, 'picture' | 'off'>) {
  const { say } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = picture;
  }, [picture]);
  if (picture === null)
    return (
      <div className="tech-room-none">
        {off ? <EyeOff aria-hidden="true" /> : <LoaderCircle aria-hidden="true" />}
        <p>{say(off ? 'watch.room.off' : 'watch.room.no-picture')}</p>
      </div>
    );
  return <video ref={video} aria-label={say('watch.room.picture')} autoPlay muted playsInline />;
}

function Drawn({ room: { floorY, chair } }: { readonly room: Room }) {
  const { say } = useWords();
  const percent = (part: number) => `${100 * part}%`;
  return (
    <svg className="tech-room-drawn" role="img" aria-label={say('watch.room.drawn')}>
      <line x1="0" x2="100%" y1={percent(floorY)} y2={percent(floorY)} data-drawn="floor" />
      <rect
        x={percent(chair.left)}
        y={percent(chair.top)}
        width={percent(chair.right - chair.left)}
        height={percent(chair.bottom - chair.top)}
        rx="8"
        data-drawn="chair"
      />
    </svg>
  );
}
