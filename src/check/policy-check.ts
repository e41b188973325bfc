import { didYouMean } from '../model/near-match.js';
import type { Policy } from '../model/policy.js';
import { factAt, shapeOf, withoutNull, type FactSchema } from './fact-shape.js';
import { PLACEHOLDER } from './message.js';
import { keysOf } from './pointer.js';
import { checkSchema, type Problem } from './schema-check.js';
import { staticPlaces, type StaticPath } from './static-places.js';

/**
 * A policy has at most so many parts: schemas, and lists of them. Ours have at most 31; with aliases a short text can
 * make millions, each of which would be judged for every VM.
 */
const MOST_PARTS = 5000;

/** What the load checks look at. */
export type Checked = Pick<Policy, 'when' | 'schema' | 'levels' | 'message'>;

/**
 * Checks a policy against the facts of its subject (docs/writing-policies.md).
 *
 * @returns the problems, each with a JSON pointer into the policy
 */
export function checkPolicy(policy: Checked, facts: FactSchema): Problem[] {
  if (hasMoreParts([policy.when, policy.schema, ...policy.levels.map(({ when }) => when)], MOST_PARTS))
    return [{ pointer: '/schema', message: `the policy has more than ${MOST_PARTS} parts.` }];
  const problems = [
    ...(policy.when === undefined ? [] : checkSchema(policy.when, facts, '/when')),
    ...checkSchema(policy.schema, facts, '/schema'),
  ];
  if (problems.length > 0) return problems;
  const objects = objectsAround(staticPlaces(policy.schema), facts);
  const levels = policy.levels.flatMap((entry, index) =>
    checkLevel(entry.when, facts, objects, `/levels/${index}/when`),
  );
  const templates: [string, string | undefined][] = [
    ['/message', policy.message],
    ...policy.levels.map(({ message }, index): [string, string | undefined] => [
      `/levels/${index}/message`,
      message,
    ]),
  ];
  const messages = templates.flatMap(([at, template]) => checkMessage(template ?? '', facts, objects, at));
  return [...levels, ...messages];
}

function hasMoreParts(roots: readonly unknown[], most: number): boolean {
  const open = [...roots];
  let parts = 0;
  while (open.length > 0) {
    const part = open.pop();
    if (typeof part !== 'object' || part === null) continue;
    if (++parts > most) return true;
    for (const child of Object.values(part)) open.push(child);
  }
  return false;
}

/** The objects that `it` can be: at each place the value itself if it is an object, else the nearest one around it. */
function objectsAround(places: readonly StaticPath[], facts: FactSchema): FactSchema[] {
  const objects = new Map<string, FactSchema>();
  for (const place of places) {
    for (let length = place.length; length >= 0; length--) {
      const path = place.slice(0, length);
      const fact = factAt(facts, path);
      const shape = fact === undefined ? undefined : shapeOf(fact);
      if (fact === undefined || shape?.properties === undefined) continue;
      objects.set(path.join('/'), withoutNull(fact));
      if (!shape.nullable) break;
    }
  }
  return [...objects.values()];
}

/** `levels[].when` sees the subject and, as `it`, one of these objects: it must make sense for one of them. */
function checkLevel(when: unknown, facts: FactSchema, objects: readonly FactSchema[], at: string): Problem[] {
  const attempts = objects.map((object) => {
    const { properties = {} } = shapeOf(facts);
    return checkSchema(when, { ...facts, properties: { ...properties, it: object } }, at);
  });
  return attempts.sort((left, right) => left.length - right.length)[0] ?? [];
}

/** Every placeholder names the value, a property of `it` or of the subject, or a fact by its pointer. */
function checkMessage(
  template: string,
  facts: FactSchema,
  objects: readonly FactSchema[],
  pointer: string,
): Problem[] {
  const names = [facts, ...objects].flatMap((object) => Object.keys(shapeOf(object).properties ?? {}));
  const known = ['value', ...names];
  const [brace] = /[{}][^{}]{0,20}\}?/.exec(template.replace(PLACEHOLDER, '')) ?? [];
  const stray = `\`${brace ?? ''}\` is no placeholder; those are {value}, {name of a fact} and {/pointer}.`;
  const strays = brace === undefined ? [] : [{ pointer, message: stray }];
  const unknown = [...template.matchAll(PLACEHOLDER)].flatMap(([, name = '']) => {
    const isKnown = name.startsWith('/') ? factAt(facts, keysOf(name)) !== undefined : known.includes(name);
    return isKnown ? [] : [{ pointer, message: `\`{${name}}\` is no fact.${didYouMean(name, known)}` }];
  });
  return [...strays, ...unknown];
}
