/** One plain picture for each danger sign: the part of the body, never what may come of it. */
import {
  Baby,
  Droplets,
  HeartPulse,
  type LucideIcon,
  MessageCircleHeart,
  PersonStanding,
  Wind,
} from 'lucide-react';
import type { RedFlag } from '../../../state-machines/contract.ts';
import './flag-scenes.css';

const PICTURES: Readonly<Record<RedFlag, LucideIcon>> = {
  'chest-pain': HeartPulse,
  breathless: Wind,
  stroke: PersonStanding,
  bleeding: Droplets,
  pregnancy: Baby,
  suicide: MessageCircleHeart,
};

export function FlagScene({ flag }: { readonly flag: RedFlag }) {
  const Picture = PICTURES[flag];
  return (
    <div className="flag-scene" data-scene={`flag-${flag}`} aria-hidden="true">
      <Picture strokeWidth={1.4} />
    </div>
  );
}
