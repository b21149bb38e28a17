/** What is wrong with the rules installed on this machine. */
import { readFile } from 'node:fs/promises';
import { instrumentModels } from '../../../drivers/registry.ts';
import { describeProblem, deviceNodes, RULES_FILE, ruleProblems } from './rules.ts';

export interface RuleTrouble {
  readonly problem: 'missing' | 'old';
  /** A sentence for the technician. */
  readonly words: string;
}

export async function installedRuleTroubles(file: string = RULES_FILE): Promise<readonly RuleTrouble[]> {
  const installed = await readFile(file, 'utf8').catch(() => null);
  const problems = ruleProblems(deviceNodes(instrumentModels), installed);
  return problems.map((each) => ({ problem: each.problem, words: describeProblem(each) }));
}
