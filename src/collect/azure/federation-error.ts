import { UserError } from '../../model/user-error.js';
import type { AssertionClaims } from './github-assertion.js';

/** Entra found no federated credential for the issuer, subject or audience, or by letter case only. */
const NO_MATCH = /AADSTS(70021|700211|700212|700213|7002138)\b/;
/** Entra takes the assertion for expired, or not yet good. */
const WRONG_TIME = /AADSTS(700024|700027)\b/;

/** What may stand in a command that is copied into a shell. */
const PLAIN = /^[\w:./@*-]{1,300}$/;

/**
 * What it means that Entra refuses the identity of a job, and what to do about it.
 *
 * @param claims what the refused assertion said
 * @returns a UserError; any other failure comes back as it is
 */
export function federationError(error: unknown, claims: AssertionClaims | undefined): unknown {
  const text = error instanceof Error ? error.message : '';
  if (NO_MATCH.test(text)) {
    return new UserError(
      `Sign-in failed: the application \`client-id\` does not trust this job${claims === undefined ? '' : `, ${subjectOf(claims)}`}.`,
      [
        ...(claims === undefined
          ? []
          : ['Add this federated credential to the application:', commandFor(claims)]),
        'Where the credential is for an environment, add to the job instead:',
        '  environment: NAME',
      ].join('\n'),
    );
  }
  if (WRONG_TIME.test(text)) {
    return new UserError(
      'Sign-in failed: Entra takes the assertion of this job for expired, though it was made just now.',
      'Set the clock of the runner; on a runner of GitHub, run the job again.',
    );
  }
  return error;
}

function subjectOf({ subject }: AssertionClaims): string {
  return `whose subject is ${subject.slice(0, 300)}`;
}

function commandFor({ issuer, subject, audience }: AssertionClaims): string {
  if (![issuer, subject, audience].every((text) => PLAIN.test(text)))
    return `  issuer ${issuer}, subject ${subject}, audience ${audience}`;
  const parameters = JSON.stringify({ name: 'backup-lint', issuer, subject, audiences: [audience] });
  return `  az ad app federated-credential create --id CLIENT_ID --parameters '${parameters}'`;
}
