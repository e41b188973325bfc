import type { CredentialFactory } from '../collect/azure/credential.js';
import type { Cloud } from '../model/cloud.js';

/** What the shell gives the commands, so that they can be run without a process around them. */
export interface Io {
  /** Writes results. Resolves when the stream can take more. */
  readonly stdout: (chunk: string | Uint8Array) => Promise<void>;
  /** Writes progress, notes and errors. */
  readonly stderr: (chunk: string) => Promise<void>;
  /** Whether results go to a terminal. */
  readonly isTerminal: boolean;
  /** Whether notes go to a terminal. */
  readonly isErrorTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The start time of the process. */
  readonly now: Date;
  /** From now on Ctrl-C does not end the process but aborts the signal; the second one ends it. */
  readonly interruptible: () => AbortSignal;
  /** How to sign in to a cloud; left out: as whoever is signed in on the machine. */
  readonly signIn?: (cloud: Cloud) => CredentialFactory;
}

/** Whether results are coloured (https://no-color.org, https://force-color.org). */
export function wantsColor({ env, isTerminal }: Io): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}

/** Whether progress is shown: on a terminal, not in CI. */
export function wantsProgress({ env, isErrorTerminal }: Io, quiet: boolean): boolean {
  return isErrorTerminal && !quiet && (env.CI === undefined || env.CI === '') && env.TERM !== 'dumb';
}
