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
 * Tells which subjects are to be judged. Where VMs are chosen by name or group, only VMs are judged: of a vault or a
 * subscription it cannot be said whether it concerns them.
 */
export class ScopeTest {
  readonly #protectedOnly: boolean;
  readonly #groups: Choice;
  readonly #vms: Choice;

  constructor({ protectedOnly = false, resourceGroups = [], vms = [] }: Scope) {
    this.#protectedOnly = protectedOnly;
    this.#groups = new Choice(resourceGroups);
    this.#vms = new Choice(vms);
  }

  /** Whether a subject is in scope. */
  holds({ kind, id, document, protected: isProtected }: Subject): boolean {
    if (kind !== 'vm') return this.#groups.isOpen && this.#vms.isOpen;
    const { resourceGroup: group } = document;
    // A VM of an infrastructure file whose group is not known may be meant.
    if (typeof group === 'string' ? !this.#groups.takes(group) : !this.#groups.takesAll()) return false;
    if (!this.#vms.takes(id, String(document.name))) return false;
    return isProtected !== false || !(this.#protectedOnly || isManaged(document));
  }

  /** What was chosen and is the group, name or id of no VM that was there to be judged, as it was given. */
  get notFound(): readonly string[] {
    return [...this.#groups.untaken, ...this.#vms.untaken];
  }
}

/** Names or ids, of any letter case, and which of them were met. None: everything is chosen. */
class Choice {
  readonly isOpen: boolean;
  readonly #given = new Map<string, string>();
  readonly #met = new Set<string>();

  constructor(given: readonly string[]) {
    for (const each of given) this.#given.set(lowerId(each), each);
    this.isOpen = this.#given.size === 0;
  }

  /** Whether a thing with these names is chosen. */
  takes(...names: readonly string[]): boolean {
    if (this.isOpen) return true;
    const found = names.map(lowerId).filter((name) => this.#given.has(name));
    for (const name of found) this.#met.add(name);
    return found.length > 0;
  }

  /** Takes a thing whose name is not known: it may be any of those that are chosen. */
  takesAll(): true {
    for (const name of this.#given.keys()) this.#met.add(name);
    return true;
  }

  get untaken(): string[] {
    return [...this.#given].filter(([name]) => !this.#met.has(name)).map(([, given]) => given);
  }
}

/** A VM that another service manages (Databricks, AKS, …) is that service's to protect. */
function isManaged(document: Subject['document']): boolean {
  return typeof document.managedBy === 'string';
}
