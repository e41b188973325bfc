import { readFile } from 'node:fs/promises';

type Env = Readonly<Record<string, string | undefined>>;

interface Event {
  readonly pull_request?: { readonly head?: { readonly repo?: { readonly full_name?: unknown } | null } };
}

/** Whether the job runs for a pull request from a fork, whose jobs get neither secrets nor an identity. */
export async function isForkEvent(env: Env): Promise<boolean> {
  if (env.GITHUB_EVENT_NAME !== 'pull_request') return false;
  const event = await eventOf(env.GITHUB_EVENT_PATH ?? '');
  if (event?.pull_request === undefined) return false;
  // The repository of a fork that was deleted is null.
  const name = event.pull_request.head?.repo?.full_name;
  return typeof name !== 'string' || name.toLowerCase() !== env.GITHUB_REPOSITORY?.toLowerCase();
}

async function eventOf(path: string): Promise<Event | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Event | null;
  } catch {
    return null;
  }
}
