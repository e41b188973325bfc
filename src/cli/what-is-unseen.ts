import type { Source } from '../model/inventory.js';
import { safeText } from '../report/safe-text.js';

/** Where a live scan saw no subscription at all: what it asked for, and what that takes. Otherwise undefined. */
export function whatIsUnseen({ scope, subscriptionsSeen }: Source): string | undefined {
  if (subscriptionsSeen !== 0) return undefined;
  const group = scope?.managementGroup;
  return typeof group === 'string'
    ? `no subscription can be seen in the management group ${safeText(group)} (is that its id? It takes Reader there)`
    : 'no subscription can be seen (it takes Reader there)';
}
