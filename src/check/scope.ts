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
 * Which subjects are to be judged. Where VMs are chosen by name or group, only VMs are judged: of a vault or a
 * subscription it cannot be said whether it concerns them.
 */
export class ScopeTest {
  readonly #isProtectedOnly: boolean;
  readonly #groups: ReadonlySet<string>;
  readonly #vms: ReadonlySet<string>;
  /** What was asked for, as it was written, by how it is compared; what is found is taken out. */
  readonly #missing = new Map<string, string>();

  constructor({ protectedOnly = false, resourceGroups = [], vms = [] }: Scope) {
    this.#isProtectedOnly = protectedOnly;
    this.#groups = new Set(resourceGroups.map((name) => name.toLowerCase()));
    this.#vms = new Set(vms.map(lowerId));
    for (const name of resourceGroups) this.#missing.set(`group ${name.toLowerCase()}`, name);
    for (const name of vms) this.#missing.set(`vm ${lowerId(name)}`, name);
  }

  has({ kind, id, document, protected: isProtected }: Subject): boolean {
    if (kind !== 'vm') return this.#groups.size === 0 && this.#vms.size === 0;
    const isChosen = this.#isChosen(lowerId(id), document);
    return isChosen && !(isProtected === false && (this.#isProtectedOnly || isManaged(document)));
  }

  /** The names that no VM has, nor its group; a name that is misspelled chooses nothing. */
  notFound(): readonly string[] {
    return [...this.#missing.values()];
  }

  #isChosen(id: string, { resourceGroup, name }: Subject['document']): boolean {
    // A VM of an infrastructure file whose group is not known may be meant.
    const group = typeof resourceGroup === 'string' ? resourceGroup.toLowerCase() : undefined;
    for (const each of group === undefined ? this.#groups : [group]) this.#missing.delete(`group ${each}`);
    const lower = String(name).toLowerCase();
    for (const each of [id, lower]) this.#missing.delete(`vm ${each}`);
    if (this.#groups.size > 0 && group !== undefined && !this.#groups.has(group)) return false;
    return this.#vms.size === 0 || this.#vms.has(id) || this.#vms.has(lower);
  }
}

/** A VM that another service manages (Databricks, AKS, …) is that service's to protect. */
function isManaged(document: Subject['document']): boolean {
  return typeof document.managedBy === 'string';
}
