import type { Static } from 'typebox';
import * as known from '../enumerations.js';
import { closedEnum, flag, openEnum, orNull, record, text } from './schema.js';

/** The facts of an item of Azure VM backup (subject `protectedItem`). */
export const protectedItemFacts = record('An item of a vault: what Azure Backup knows of one VM.', {
  id: text('Resource id.'),
  name: text('Name of the VM, as the vault knows it.'),
  vaultId: orNull(text('Id of the vault.')),
  sourceId: orNull(text('Id of what is protected.')),
  sourceKind: closedEnum(
    ['vm', 'classicVm', 'scaleSetInstance', 'other'],
    'What is protected: a VM, a classic VM, an instance of a Uniform scale set.',
  ),
  sourceExists: flag('Whether what is protected exists.'),
  state: openEnum(known.PROTECTION_STATES, 'protectionState.'),
  active: flag('Whether the item protects now: Protected, IRPending or ProtectionError, not soft-deleted.'),
});

/** The document of a protected item. */
export type ProtectedItemDocument = Static<typeof protectedItemFacts>;
