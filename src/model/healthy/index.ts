import type { SubjectKind } from '../subject.js';
import { healthyVm } from './vm.js';

/** One healthy subject of each kind: every fact known, and nothing that keeps a backup from working. */
export const HEALTHY: Readonly<Record<SubjectKind, Readonly<Record<string, unknown>>>> = {
  vm: healthyVm,
};
