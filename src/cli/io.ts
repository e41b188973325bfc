/** What the shell gives the commands, so that they can be run without a process around them. */
export interface Io {
  /** Writes results. Resolves when the stream can take more. */
  readonly stdout: (chunk: string) => Promise<void>;
  /** Writes progress, notes and errors. */
  readonly stderr: (chunk: string) => Promise<void>;
  /** Whether results go to a terminal. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The start time of the process. */
  readonly now: Date;
}

/** Whether results are coloured (https://no-color.org, https://force-color.org). */
export function wantsColor({ env, isTerminal }: Io): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}
