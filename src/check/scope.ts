import { lowerId } from '../model/arm-id.js';
import type { Subject } from '../model/subject.js';

/** Which VMs to judge, of those in the inventory. */
export interface Scope {
  /** Leave out VMs that are known to be unprotected. */
  readonly protectedOnly?: boolean | undefined;
  /** Names of resource groups. Empty: all. */
  readonly resourceGroups?: readonly string[] | undefined;
  /** Names or ids of VMs. Empty: all. */
  readonly vms?: readonly string[] | undefined;
}

/**
 * Makes the test whether a subject is to be judged. Where VMs are chosen by name or group, only VMs are judged: of a
 * vault or a subscription it cannot be said whether it concerns them.
 */
export function scopeTest(scope: Scope): (subject: Subject) => boolean {
  const groups = new Set(scope.resourceGroups?.map((name) => name.toLowerCase()));
  const vms = new Set(scope.vms?.map(lowerId));
  return ({ kind, id, document, protected: isProtected }) => {
    if (kind !== 'vm') return groups.size === 0 && vms.size === 0;
    if (isProtected === false && (scope.protectedOnly === true || isManaged(document))) return false;
    const { resourceGroup: group } = document;
    // A VM of an infrastructure file whose group is not known may be meant.
    if (groups.size > 0 && typeof group === 'string' && !groups.has(group.toLowerCase())) return false;
    return vms.size === 0 || vms.has(lowerId(id)) || vms.has(String(document.name).toLowerCase());
  };
}

/** A VM that another service manages (Databricks, AKS, …) is that service's to protect. */
function isManaged(document: Subject['document']): boolean {
  return typeof document.managedBy === 'string';
}
