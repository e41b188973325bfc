import type { Fact, Unknown } from '../../model/unknown.js';
import { ANY_GROUP } from './any-group.js';
import { Budget } from './budget.js';
import { tagOf, type CreatedGroup, type Tags } from './created-group.js';
import { valueOf } from './evaluate-expression.js';
import { conditionHolds, judgementOf, scopeFor } from './judge-condition.js';
import { undetermined } from './logic.js';
import { read } from './read-any-case.js';
import type { RuleContent } from './rule-content.js';

/** A policy that may change the group before `deny` is evaluated. */
export interface Changer {
  readonly content: RuleContent;
  /** Whether it applies to the group and is a `modify` or `append`. */
  readonly applies: Fact<boolean>;
}

/** A group before its tags are known. */
export type Untagged = Omit<CreatedGroup, 'tags'>;

/** One tag that a policy sets, in lower case; undefined: a tag, or all tags, that cannot be told. */
interface Change {
  readonly tag: string | undefined;
  readonly value: unknown;
}

const ANY_TAG: Change = { tag: undefined, value: undefined };

/** A resource group has at most 50 tags. */
const MAX_CHANGES = 100;

/** No tags at all. */
const NONE: Tags = { get: () => undefined, all: undefined };

/**
 * The tags that the group has when `deny` is evaluated. `append` and `modify` come first and may add what a deny asks
 * for (https://learn.microsoft.com/azure/governance/policy/concepts/effect-basics#order-of-evaluation). Each tag that
 * more than one policy may set, or one policy may or may not set, is not known.
 *
 * @param unread why there may be more such policies than were read
 */
export function addedTagsOf(
  group: Untagged,
  changers: readonly Changer[],
  unread: Unknown | undefined,
): Tags {
  if (unread !== undefined) return { get: () => unread, all: unread };
  const changes = changers.map((changer) => ({ changer, sets: changesOf(changer.content) }));
  const setters = new Map<string, number>();
  for (const { sets } of changes) {
    for (const tag of new Set(sets.map((each) => each.tag))) {
      if (tag === undefined) return anyTag();
      setters.set(tag, (setters.get(tag) ?? 0) + 1);
    }
  }
  const tags = new Map<string, unknown>();
  for (const { changer, sets } of changes) {
    const own = new Set(sets.map((each) => each.tag));
    // What another policy may have set before this one is not known.
    const before: Tags = {
      get: (tag) => ((setters.get(tag) ?? 0) > (own.has(tag) ? 1 : 0) ? mayBeSet() : undefined),
      all: mayBeSet(),
    };
    for (const [tag, value] of tagsSetBy(changer, sets, { ...group, tags: before })) {
      tags.set(tag, setters.get(tag) === 1 ? value : mayBeSet());
    }
  }
  return tags.size === 0 ? NONE : { get: (tag) => tags.get(tag), all: mayBeSet() };
}

/** What one policy leaves of the tags that it may set; a tag that it certainly does not set is left out. */
function* tagsSetBy(
  { content, applies }: Changer,
  sets: readonly Change[],
  group: CreatedGroup,
): Generator<[string, unknown]> {
  if (applies === false) return;
  const fires = conditionHolds(content.condition, judgementOf(group, content.parameters));
  if (fires === false) return;
  const certain = applies === true && fires === true;
  for (const { tag, value } of sets) {
    const once = certain && sets.filter((each) => each.tag === tag).length === 1;
    if (tag !== undefined) yield [tag, once ? value : mayBeSet()];
  }
}

/** The tags that the `details` of a `modify` or `append` set (https://learn.microsoft.com/azure/governance/policy/concepts/effect-modify). */
function changesOf({ details, parameters }: RuleContent): readonly Change[] {
  const operations: unknown = Array.isArray(details) ? details : read(details, 'operations');
  if (!Array.isArray(operations) || operations.length > MAX_CHANGES) return [ANY_TAG];
  const scope = scopeFor({ group: ANY_GROUP, parameters, budget: new Budget() });
  return (operations as unknown[]).flatMap((operation) =>
    changeOf(operation, (value) => valueOf(value, scope)),
  );
}

function changeOf(operation: unknown, evaluate: (value: unknown) => unknown): readonly Change[] {
  const field = evaluate(read(operation, 'field'));
  if (typeof field !== 'string') return [ANY_TAG];
  if (!/^tags/i.test(field)) return [];
  const tag = /^tags[.[]/i.test(field) ? tagOf(field)?.toLowerCase() : undefined;
  const kind = read(operation, 'operation') ?? 'add';
  const adds = typeof kind === 'string' && /^add(orreplace)?$/i.test(kind);
  const value =
    adds && read(operation, 'condition') === undefined ? evaluate(read(operation, 'value')) : undefined;
  return [{ tag, value: typeof value === 'string' && value !== '' ? value : mayBeSet() }];
}

function anyTag(): Tags {
  return { get: mayBeSet, all: mayBeSet() };
}

function mayBeSet(): Unknown {
  return undetermined('Another policy may add the tag before, or may not.');
}
