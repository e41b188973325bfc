import { ERROR_CODES, findErrorCode } from '../model/error-codes.js';
import { didYouMean } from '../model/near-match.js';
import { UserError } from '../model/user-error.js';
import { findPolicy, loadPolicies } from '../policies.js';
import { explainErrorCode, explainPolicy } from '../report/explain.js';
import type { Io } from './io.js';

/**
 * Runs `backup-lint explain POLICY|ERROR-CODE`.
 *
 * @throws UserError for a word that is neither
 */
export async function explainCommand(
  flags: { readonly word: string; readonly policies: readonly string[] },
  io: Io,
): Promise<void> {
  const policies = await loadPolicies(flags.policies);
  const policy = findPolicy(flags.word, policies);
  if (policy !== undefined) return io.stdout(explainPolicy(policy));
  const code = findErrorCode(flags.word);
  if (code !== undefined) return io.stdout(explainErrorCode(code, policies));
  const known = [
    ...policies.map(({ id }) => id),
    ...ERROR_CODES.flatMap((each) => [each.code, ...each.aliases]),
  ];
  throw new UserError(
    `"${flags.word}" is neither a policy nor an error code that backup-lint knows.${didYouMean(flags.word, known)}`,
    '`backup-lint policies` lists the policies.',
  );
}
