import { lowerId, nameOf } from '../../model/arm-id.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown } from '../../model/unknown.js';
import type { Knowledge } from '../knowledge.js';
import { bodyOf } from '../read.js';
import { ANY_GROUP } from './any-group.js';
import { conditionHolds, judgementOf } from './judge-condition.js';
import { undetermined } from './logic.js';
import { read } from './read-any-case.js';
import { seesGroups } from './rule-content.js';

/** Where definitions are looked up. */
export interface DefinitionSources {
  readonly sets: readonly ResourceSet[];
  /** The part with the management groups that can be seen. */
  readonly shared: ResourceSet;
  readonly knowledge: Knowledge;
}

/**
 * Finds definitions, and finds out once for each whether it may be about resource groups: hundreds of assignments may
 * name the same ones, and most are about other types.
 */
export class Definitions {
  readonly #sources: DefinitionSources;
  readonly #aboutGroups = new Map<Row, boolean>();

  constructor(sources: DefinitionSources) {
    this.#sources = sources;
  }

  /** The policy definition of that id; why it was not read; `null` where there is none that is about resource groups. */
  policy(id: string): Row | Unknown | null {
    return this.#find(TYPES.policyDefinition, lowerId(id));
  }

  /** The initiative of that id; why it was not read; `null` where there is none. */
  initiative(id: string): Row | Unknown | null {
    return this.#find(TYPES.policySetDefinition, lowerId(id));
  }

  /** Whether the definition may be about resource groups, whatever its parameters are. */
  mayBeAboutGroups(definition: Row): boolean {
    let about = this.#aboutGroups.get(definition);
    if (about === undefined) this.#aboutGroups.set(definition, (about = mayBeAboutGroups(definition)));
    return about;
  }

  #find(type: string, id: string): Row | Unknown | null {
    for (const set of this.#sources.sets) {
      const row = set.get(type, id);
      if (row !== undefined) return row;
    }
    return whyMissing(this.#sources, type, id) ?? null;
  }
}

/**
 * Why a definition without a row may say anything; undefined where all definitions were read that are evaluated for
 * resource groups (mode `All`), so that one without a row is evaluated for none.
 */
function whyMissing({ shared, knowledge }: DefinitionSources, type: string, id: string): Unknown | undefined {
  const group = /^(\/providers\/microsoft\.management\/managementgroups\/[^/]+)\//.exec(id)?.[1];
  const why = knowledge.whyAbsenceUnknown(type, id);
  const notRead = `The definition ${nameOf(id)} was not read`;
  if (why !== undefined) return new Unknown(why.reason, `${notRead}: ${why.detail}`, why.needs);
  const hidden = group !== undefined && shared.get(TYPES.managementGroup, group) === undefined;
  return hidden ? undetermined(`${notRead}.`) : undefined;
}

const ANY_VALUE = undetermined('It depends on the assignment.');

function mayBeAboutGroups(definition: Row): boolean {
  const body = bodyOf(definition);
  if (seesGroups(body) === false) return false;
  const condition = read(read(body, 'policyRule'), 'if');
  return (
    conditionHolds(
      condition,
      judgementOf(ANY_GROUP, () => ANY_VALUE),
    ) !== false
  );
}
