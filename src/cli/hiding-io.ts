import { UserError } from '../model/user-error.js';
import { hideIds } from '../triage/hide-ids.js';
import type { Io } from './io.js';

/** Runs a command so that no id (GUID) gets into its notes and errors. Its results it must redact itself. */
export async function hidingIds(io: Io, command: (io: Io) => Promise<number>): Promise<number> {
  try {
    return await command({ ...io, stderr: (chunk) => io.stderr(hideIds(chunk)) });
  } catch (error) {
    if (!(error instanceof UserError)) throw hidden(error);
    const hint = error.hint === undefined ? undefined : hideIds(error.hint);
    throw new UserError(hideIds(error.message), hint, { cause: error });
  }
}

/** A bug, whose stack is shown too. */
function hidden(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { stack = error.message } = error;
  error.message = hideIds(error.message);
  error.stack = hideIds(stack);
  return error;
}
