import { compareText } from '../../model/compare-text.js';
import type { Gap } from '../../model/inventory.js';

/**
 * The gaps of a scan by place and type: reads that run beside each other end in any order. An interrupted scan has one
 * gap over everything instead of one for each read that was cut.
 */
export function toldGaps(gaps: readonly Gap[], interrupted: boolean): Gap[] {
  const kept = interrupted ? gaps.filter(({ reason }) => reason !== 'interrupted') : gaps;
  const sorted = [...kept].sort(
    (left, right) => compareText(left.scope, right.scope) || compareText(left.what, right.what),
  );
  return interrupted ? [...sorted, INTERRUPTED] : sorted;
}

const INTERRUPTED: Gap = {
  what: '*',
  scope: '/',
  reason: 'interrupted',
  detail: 'The scan was interrupted.',
};
