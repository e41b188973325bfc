import type { CreatedGroup } from './created-group.js';
import { undetermined } from './logic.js';

const NOT_KNOWN = undetermined('It depends on the resource group.');

/** Any resource group: nothing is known of it but its type. */
export const ANY_GROUP: CreatedGroup = {
  subscriptionId: NOT_KNOWN,
  name: NOT_KNOWN,
  location: NOT_KNOWN,
  tags: { get: () => NOT_KNOWN, all: NOT_KNOWN },
};
