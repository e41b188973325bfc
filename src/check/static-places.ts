import type { Schema } from './compile.js';

/** A path of keys from the root of a subject's document, `*` standing for any item of a list. */
export type StaticPath = readonly string[];

/** All paths at which judging a schema (or, with `deny`, its negation) can place a fault. */
export function staticPlaces(schema: Schema, path: StaticPath = [], deny = false): StaticPath[] {
  const parts = Object.keys(schema).flatMap((keyword) => {
    const place = Object.hasOwn(PLACES, keyword) ? PLACES[keyword] : undefined;
    const places = place?.(schema[keyword], path, deny, schema);
    return places === undefined || places.length === 0 ? [] : [places];
  });
  return deny ? choice(parts) : parts.flat();
}

type Places = (argument: unknown, path: StaticPath, deny: boolean, schema: Schema) => StaticPath[];

const here: Places = (_, path) => [path];
const branches = (argument: unknown) => argument as readonly Schema[];

const PLACES: Readonly<Record<string, Places>> = {
  type: here,
  const: here,
  enum: here,
  minimum: here,
  maximum: here,
  exclusiveMinimum: here,
  exclusiveMaximum: here,
  pattern: here,
  minItems: (limit, path, deny) => (deny && limit === 1 ? [[...path, '*'], path] : [path]),
  maxItems: (limit, path, deny) => (!deny && limit === 0 ? [[...path, '*']] : [path]),
  items: (schema, path, deny) => (deny ? [path] : staticPlaces(schema as Schema, [...path, '*'])),
  contains: (_, path, deny, { minContains = 1, maxContains }) => {
    const noneAllowed = deny ? minContains === 1 && maxContains === undefined : maxContains === 0;
    return noneAllowed ? [[...path, '*'], path] : [path];
  },
  properties: (schemas, path, deny) => {
    const parts = Object.entries(schemas as Record<string, Schema>).map(([key, schema]) =>
      staticPlaces(schema, [...path, key], deny),
    );
    return deny ? [...choice(parts), path] : parts.flat();
  },
  allOf: (schemas, path, deny) => {
    const parts = branches(schemas).map((schema) => staticPlaces(schema, path, deny));
    return deny ? choice(parts) : parts.flat();
  },
  anyOf: (schemas, path, deny) => {
    const parts = branches(schemas).map((schema) => staticPlaces(schema, path, deny));
    return deny ? parts.flat() : choice(parts);
  },
  not: (schema, path, deny) => staticPlaces(schema as Schema, path, !deny),
  if: (_, path, deny, schema) => {
    const parts = ['then', 'else']
      .filter((name) => Object.hasOwn(schema, name))
      .map((name) => staticPlaces(schema[name] as Schema, path, deny));
    const undecided = parts.length === 2 ? choice(parts) : [];
    return [...parts.flat(), ...undecided, ...(deny ? [path] : [])];
  },
};

/** The paths that one place of each branch can share. */
function choice(parts: readonly StaticPath[][]): StaticPath[] {
  const [first, ...rest] = parts.map(withShared);
  if (first === undefined) return [];
  return rest.reduce(
    (paths, part) => distinct(paths.flatMap((left) => part.map((right) => shared(left, right)))),
    first,
  );
}

/** The paths, and what any two of them share. */
function withShared(paths: StaticPath[]): StaticPath[] {
  return distinct(paths.flatMap((left) => paths.map((right) => shared(left, right))));
}

function shared(left: StaticPath, right: StaticPath): StaticPath {
  const differs = left.findIndex((key, index) => key !== right[index]);
  return differs < 0 ? left : left.slice(0, differs);
}

function distinct(paths: readonly StaticPath[]): StaticPath[] {
  return [...new Map(paths.map((path) => [path.join('/'), path])).values()];
}
