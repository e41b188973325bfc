import { levelsOf } from '../model/policy.js';
import { safeText } from '../report/safe-text.js';
import { EXIT } from './exit-code.js';
import type { Io } from './io.js';
import { policiesHere, type PolicyFlags } from './policies-here.js';

/** Runs `backup-lint policies`: the policies, one line each. */
export async function policiesCommand(flags: PolicyFlags, io: Io): Promise<number> {
  const policies = await policiesHere(flags);
  const width = Math.max(...policies.map(({ id }) => id.length));
  const lines = policies.map((policy) => {
    const off = policy.enabled ? '' : ' (off: runs only when it is named)';
    return `${policy.id.padEnd(width)}  ${levelsOf(policy).join('/').padEnd(18)}  ${safeText(policy.title)}${off}\n`;
  });
  await io.stdout(lines.join(''));
  return EXIT.ok;
}
