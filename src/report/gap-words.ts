import type { Gap, GapReason } from '../model/inventory.js';

/** Why a read failed. */
const GAP_WORDS: Readonly<Record<GapReason, string>> = {
  forbidden: 'no permission',
  notFound: 'not found',
  throttled: 'throttled',
  failed: 'failed',
  truncated: 'cut short',
  notVisible: 'not visible',
  interrupted: 'interrupted',
};

/** What could not be read, where, and why. */
export function gapWords({ what, scope, reason, detail }: Gap): string {
  // Anything may be missing then, so that only the detail says something.
  if (what === '*' && scope === '/' && detail !== undefined) return `${GAP_WORDS[reason]}: ${detail}`;
  const where = scope === '/' ? '' : ` at ${scope}`;
  const why = detail === undefined ? GAP_WORDS[reason] : `${GAP_WORDS[reason]} (${detail})`;
  return `${what === '*' ? 'everything' : what}${where}: ${why}`;
}
