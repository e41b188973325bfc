/**
 * A mistake of the user's, or of the input: told in one sentence, with a hint where there is one, exit code 2.
 * Everything else that is thrown is a bug of ours (exit code 70).
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    /** What to do about it. */
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
