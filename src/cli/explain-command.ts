import { ERROR_CODES, findErrorCode } from '../model/error-codes.js';
import { didYouMean } from '../model/near-match.js';
import type { Policy } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { findPolicy } from '../policies.js';
import { explainErrorCode, explainPolicy } from '../report/explain.js';
import { EXIT } from './exit-code.js';
import type { Io } from './io.js';
import { policiesHere, type PolicyFlags } from './policies-here.js';

/**
 * Runs `backup-lint explain POLICY|ERROR-CODE`.
 *
 * @throws UserError for a word that is neither
 */
export async function explainCommand(
  flags: PolicyFlags & { readonly word: string },
  io: Io,
): Promise<number> {
  const policies = await policiesHere(flags);
  await io.stdout(explanationOf(flags.word, policies));
  return EXIT.ok;
}

function explanationOf(word: string, policies: readonly Policy[]): string {
  const policy = findPolicy(word, policies);
  if (policy !== undefined) return explainPolicy(policy);
  const code = findErrorCode(word);
  if (code !== undefined) return explainErrorCode(code, policies);
  const known = [
    ...policies.map(({ id }) => id),
    ...ERROR_CODES.flatMap((each) => [each.code, ...each.aliases]),
  ];
  throw new UserError(
    `"${word}" is neither a policy nor an error code that backup-lint knows.${didYouMean(word, known)}`,
    '`backup-lint policies` lists the policies.',
  );
}
