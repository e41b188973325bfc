import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { withoutSlashes } from '../../model/arm-id.js';
import { UserError } from '../../model/user-error.js';
import type { SignIn } from './credential.js';
import { isAbort, ReadFailure } from './failure.js';
import { isInActions, signInError } from './sign-in-error.js';
import { withoutTokens } from './without-tokens.js';

/**
 * The policy that puts our token on a request. Unlike the SDK's own it asks the credential every time, so that a token
 * that was renewed after a 401 is used at once.
 */
export function tokenPolicy(credential: SignIn, audience: string): PipelinePolicy {
  return {
    name: 'backupLintToken',
    async sendRequest(request, next) {
      const token = await credential.getToken(scopeOf(audience)).catch((error: unknown) => {
        throw noToken(error);
      });
      if (token === null) throw new ReadFailure('failed', 'There is no token for it.');
      request.headers.set('authorization', `Bearer ${token.token}`);
      return next(request);
    },
  };
}

/**
 * A token that cannot be had in mid-scan is a failed read, whatever the credential throws; whether it matters, the
 * policies decide. A broken connection is tried again by whoever sends, and an interrupted scan is no failure.
 */
function noToken(error: unknown): unknown {
  const known = signInError(error, isInActions());
  if (known instanceof UserError) return new ReadFailure('failed', known.message);
  if (!(error instanceof Error) || isAbort(error) || error.name === 'RestError') return error;
  return new ReadFailure('failed', `There is no token: ${withoutTokens(error.message).slice(0, 300)}`);
}

/** The scope of a token: the audience without a trailing slash, and `/.default`. */
export function scopeOf(audience: string): string {
  return `${withoutSlashes(audience)}/.default`;
}
