import { UserError } from '../../model/user-error.js';

/** What to tell a pull request from a fork that wants to read Azure. */
export function forkError(): UserError {
  return new UserError(
    'This pull request comes from a fork: its jobs get no identity and no secrets, so Azure cannot be read.',
    [
      'Scan only files here: add to the step that reads Azure',
      '  if: github.event.pull_request.head.repo.full_name == github.repository',
    ].join('\n'),
  );
}
