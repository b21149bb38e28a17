import { callNetwork } from './call-network.ts';
import type { Campaign } from './campaign.ts';
import { codecs } from './codecs.ts';
import { cuffKills } from './cuff-kills.ts';
import { cut } from './cut.ts';
import { distressHour } from './distress-hour.ts';
import { distressLatency } from './distress-latency.ts';
import { distressNetwork } from './distress-network.ts';
import { hostileBroker } from './hostile-broker.ts';
import { hotplug } from './hotplug.ts';
import { journalCommits } from './journal-commits.ts';
import { journalKills } from './journal-kills.ts';
import { journalPower } from './journal-power.ts';
import { killStates } from './kill-states.ts';
import { linkCuts } from './link-cuts.ts';
import { selftest } from './selftest.ts';
import { visitKills } from './visit-kills.ts';
import { visits } from './visits.ts';
import { walks } from './walks.ts';

/** In the order in which `npm run drill` takes them. */
export const campaigns: readonly Campaign[] = [
  walks,
  codecs,
  journalKills,
  journalCommits,
  journalPower,
  visitKills,
  killStates,
  cuffKills,
  hotplug,
  selftest,
  cut,
  linkCuts,
  callNetwork,
  distressHour,
  distressLatency,
  distressNetwork,
  hostileBroker,
  visits,
];
