/** A personal link: `#doctor=<id>&secret=<secret>`. A fragment never reaches a server. */
import { z } from 'zod';

const linkSchema = z.object({ doctor: z.string().min(1).max(64), secret: z.string().min(1).max(256) });
export type PersonalLink = z.infer<typeof linkSchema>;

/** Null when the fragment is not a personal link. */
export function readLink(fragment: string): PersonalLink | null {
  const parsed = linkSchema.safeParse(Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, ''))));
  return parsed.success ? parsed.data : null;
}

/** Reads the link and takes it out of the address and of the history at once. */
export function takeLink(): PersonalLink | null {
  const link = readLink(window.location.hash);
  if (window.location.hash !== '') {
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }
  return link;
}
