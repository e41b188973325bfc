import { loadPolicies } from '../policies.js';
import type { Io } from './io.js';

/** Runs `backup-lint policies`: the policies, one line each. */
export async function policiesCommand(
  flags: { readonly policies: readonly string[] },
  io: Io,
): Promise<void> {
  const policies = await loadPolicies(flags.policies);
  const width = Math.max(...policies.map(({ id }) => id.length));
  for (const { id, level, title, enabled } of policies) {
    const off = enabled ? '' : ' (off: runs only when it is named)';
    await io.stdout(`${id.padEnd(width)}  ${level.padEnd(7)}  ${title}${off}\n`);
  }
}
