import type { Mapping } from './mapping.js';
import { BACKUP } from './table/backup.js';
import { COMPUTE } from './table/compute.js';
import { NETWORKING } from './table/network.js';
import { SECURITY } from './table/security.js';

/** Every type of the azurerm provider that is read. */
export const TABLE: ReadonlyMap<string, Mapping> = new Map(
  Object.entries({ ...COMPUTE, ...NETWORKING, ...BACKUP, ...SECURITY }),
);
