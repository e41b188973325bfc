import type { SubjectKind } from '../subject.js';
import {
  healthyBackupPolicy,
  healthyProtectedItem,
  healthyRestorePointCollection,
  healthySubscription,
  healthyVault,
} from './others.js';
import { healthyVm } from './vm.js';

/** The healthy example of each kind of subject: every fact is known, and nothing is wrong. */
export const HEALTHY: Readonly<Record<SubjectKind, object>> = {
  vm: healthyVm,
  restorePointCollection: healthyRestorePointCollection,
  protectedItem: healthyProtectedItem,
  backupPolicy: healthyBackupPolicy,
  vault: healthyVault,
  subscription: healthySubscription,
};
