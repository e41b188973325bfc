import type { SubjectKind } from '../subject.js';
import { backupPolicySubjectFacts } from './backup-policy.js';
import { protectedItemFacts } from './protected-item.js';
import { restorePointCollectionFacts } from './restore-point-collection.js';
import { subscriptionFacts } from './subscription.js';
import { vaultFacts } from './vault.js';
import { vmFacts } from './vm.js';

type Schema = Readonly<Record<string, unknown>>;

const schemas: Readonly<Record<SubjectKind, unknown>> = {
  vm: vmFacts,
  restorePointCollection: restorePointCollectionFacts,
  protectedItem: protectedItemFacts,
  backupPolicy: backupPolicySubjectFacts,
  vault: vaultFacts,
  subscription: subscriptionFacts,
};

/** The facts of each kind of subject, as JSON Schema. */
export const FACTS = schemas as Readonly<Record<SubjectKind, Schema>>;
