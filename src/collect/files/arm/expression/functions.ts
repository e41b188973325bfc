import { AZURE } from './functions/azure.js';
import { CIDR } from './functions/cidr.js';
import { COLLECTIONS } from './functions/collections.js';
import { DATES } from './functions/dates.js';
import { ENCODINGS } from './functions/encodings.js';
import { LOGICAL } from './functions/logical.js';
import { NUMERIC } from './functions/numeric.js';
import { RESOURCE_IDS } from './functions/resource-ids.js';
import type { FunctionRule } from './functions/rule.js';
import { STRINGS } from './functions/strings.js';

/** The built-in functions by their names in lower case, without those that are special forms. */
export const FUNCTIONS: ReadonlyMap<string, FunctionRule> = new Map(
  [LOGICAL, NUMERIC, COLLECTIONS, STRINGS, ENCODINGS, DATES, CIDR, RESOURCE_IDS, AZURE].flatMap(
    Object.entries,
  ),
);
