import { all, any, both, either, fails, faultAt, HOLDS, holds, unknownAt } from './judgement.js';
import { containsRule, itemsRule, maxItemsRule, minItemsRule } from './list-rules.js';
import { matcherOf } from './pattern.js';
import type { Judge, Rule } from './rule.js';

export type Schema = Readonly<Record<string, unknown>>;

/** Compiles a schema of the keywords in docs/writing-policies.md. Other keywords are ignored; the load checks refuse them. */
export function compile(schema: Schema): Rule {
  const rules = Object.keys(schema).flatMap((keyword) => {
    const make = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    return make === undefined ? [] : [make(schema[keyword], schema)];
  });
  const [only] = rules;
  if (only !== undefined && rules.length === 1) return missingIsUnknown(only.judge, only.deny);
  const { judge } = allRules(rules);
  return missingIsUnknown(judge, (value, place, open) =>
    rules.length === 0 ? faultAt(place) : any(rules.map((rule) => rule.deny(value, place, open))),
  );
}

/** A schema applied to a missing value is not known. */
function missingIsUnknown(judge: Judge, deny: Judge): Rule {
  return {
    judge: (value, place, open) => (value === undefined ? unknownAt(place) : judge(value, place, open)),
    deny: (value, place, open) => (value === undefined ? unknownAt(place) : deny(value, place, open)),
  };
}

/** A keyword that looks at nothing but the value itself. */
function leaf(test: (value: unknown) => boolean): Rule {
  return {
    judge: (value, place) => (test(value) ? HOLDS : faultAt(place)),
    deny: (value, place) => (test(value) ? faultAt(place) : HOLDS),
  };
}

const onNumber = (test: (value: number) => boolean) =>
  leaf((value) => typeof value !== 'number' || test(value));

type Make = (argument: unknown, schema: Schema) => Rule;

const KEYWORDS: Readonly<Record<string, Make>> = {
  type: (types) => {
    const listed = [types].flat();
    return leaf((value) => listed.some((type) => isOfType(value, type)));
  },
  const: (expected) => leaf((value) => value === expected),
  enum: (expected) => leaf((value) => (expected as unknown[]).includes(value)),
  minimum: (limit) => onNumber((value) => value >= (limit as number)),
  maximum: (limit) => onNumber((value) => value <= (limit as number)),
  exclusiveMinimum: (limit) => onNumber((value) => value > (limit as number)),
  exclusiveMaximum: (limit) => onNumber((value) => value < (limit as number)),
  pattern: (pattern) => {
    const matches = matcherOf(pattern as string);
    return leaf((value) => typeof value !== 'string' || matches(value));
  },
  minItems: (limit) => minItemsRule(limit as number),
  maxItems: (limit) => maxItemsRule(limit as number),
  properties: (schemas) => propertiesRule(schemas as Readonly<Record<string, Schema>>),
  items: (schema) => itemsRule(compile(schema as Schema)),
  contains: (schema, { minContains, maxContains }) =>
    containsRule(
      compile(schema as Schema),
      minContains as number | undefined,
      maxContains as number | undefined,
    ),
  allOf: (schemas) => allRules((schemas as Schema[]).map(compile)),
  anyOf: (schemas) => {
    const rules = (schemas as Schema[]).map(compile);
    return {
      judge: (value, place, open) => any(rules.map((rule) => rule.judge(value, place, open))),
      deny: (value, place, open) => all(rules.map((rule) => rule.deny(value, place, open))),
    };
  },
  not: (schema) => {
    const { judge, deny } = compile(schema as Schema);
    return { judge: deny, deny: judge };
  },
  if: (condition, schema) => conditionalRule(compile(condition as Schema), schema),
};

/** Rules that are all needed. Most of them hold, so nothing is made before one does not. */
function allRules(rules: readonly Rule[]): Rule {
  return {
    judge: (value, place, open) => {
      let result = HOLDS;
      for (const rule of rules) result = both(result, rule.judge(value, place, open));
      return result;
    },
    deny: (value, place, open) => any(rules.map((rule) => rule.deny(value, place, open))),
  };
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

/** Reads an own property of an object. A name that no object inherits need not be looked for first. */
function readerOf(key: string): (value: object) => unknown {
  const valueAt = (value: object) => (value as Record<string, unknown>)[key];
  return key in {} ? (value) => (Object.hasOwn(value, key) ? valueAt(value) : undefined) : valueAt;
}

function propertiesRule(schemas: Readonly<Record<string, Schema>>): Rule {
  const rules = Object.entries(schemas).map(([key, schema]) => ({
    read: readerOf(key),
    key,
    rule: compile(schema),
  }));
  return {
    judge: (value, place, open) => {
      if (!isOfType(value, 'object')) return HOLDS;
      let result = HOLDS;
      for (const { read, key, rule } of rules)
        result = both(result, rule.judge(read(value as object), { parent: place, key }, open));
      return result;
    },
    deny: (value, place, open) => {
      if (!isOfType(value, 'object') || rules.length === 0) return faultAt(place);
      return any(
        rules.map(({ read, key, rule }) => rule.deny(read(value as object), { parent: place, key }, open)),
      );
    },
  };
}

function conditionalRule(condition: Rule, schema: Schema): Rule {
  const branch = (name: 'then' | 'else') =>
    Object.hasOwn(schema, name) ? compile(schema[name] as Schema) : undefined;
  const [yes, no] = [branch('then'), branch('else')];
  const decide =
    (kind: 'judge' | 'deny'): Judge =>
    (value, place, open) => {
      const absent = kind === 'judge' ? HOLDS : faultAt(place);
      const known = condition.judge(value, place, open);
      const follow = (rule: Rule | undefined) =>
        rule === undefined ? absent : rule[kind](value, place, open);
      if (holds(known)) return follow(yes);
      return fails(known) ? follow(no) : either(known, follow(yes), follow(no));
    };
  return { judge: decide('judge'), deny: decide('deny') };
}
