import { factAt, shapeOf, type FactSchema } from '../src/check/fact-shape.js';
import { factsReadBy } from '../src/check/facts-read.js';
import { FACTS } from '../src/model/facts/index.js';
import type { Policy } from '../src/model/policy.js';
import type { SubjectKind } from '../src/model/subject.js';
import { code, table } from './markdown.js';

/** The facts of a kind of subject, as a section with a table. */
export function factsOf(kind: SubjectKind, facts: FactSchema): string {
  return [
    `### Facts of a subject ${code(kind)}`,
    describe(facts),
    table(['Fact', 'Type', 'Meaning', 'Needs'], factRows(facts, '')),
  ].join('\n\n');
}

const describe = (fact: FactSchema) => (fact.description as string | undefined) ?? '';

/** The schema of a fact itself: of a nullable one, what it is where it is not null. */
function mainOf(fact: FactSchema): FactSchema {
  return (fact.anyOf as FactSchema[] | undefined)?.find((part) => part.type !== 'null') ?? fact;
}

function factRows(facts: FactSchema, path: string): string[][] {
  return Object.entries(shapeOf(facts).properties ?? {}).flatMap(([key, fact]) => {
    const shape = shapeOf(fact);
    const main = mainOf(fact);
    const type = shape.items === undefined ? shape.types.join(' or ') : 'list';
    const values =
      shape.values === undefined ? '' : `: ${shape.values.map((value) => code(String(value))).join(', ')}`;
    const about = [
      code(`${path}/${key}`),
      `${type}${shape.nullable ? ' or null' : ''}${values}`,
      describe(main),
      (main.needs as string | undefined) ?? '',
    ];
    const children =
      shape.items === undefined
        ? factRows(fact, `${path}/${key}`)
        : factRows(shape.items, `${path}/${key}/*`);
    return [about, ...children];
  });
}

/** What a scan needs beyond Reader to decide a policy, by the facts that it reads. */
export function needsOf(policy: Policy): string[] {
  const needs = factsReadBy(policy).flatMap((path) => {
    const keys = path.split('/').slice(1);
    return keys.flatMap((_, index) => {
      const fact = factAt(FACTS[policy.subject], keys.slice(0, index + 1));
      const needed = fact === undefined ? undefined : (mainOf(fact).needs as string | undefined);
      return needed ?? [];
    });
  });
  return [...new Set(needs)].sort();
}
