/** A JSON Schema of a fact, as src/model/facts builds them. */
export type FactSchema = Readonly<Record<string, unknown>>;

/** What a fact can be, read from its schema. */
export interface FactShape {
  /** JSON Schema's type names, without `null`. */
  readonly types: readonly string[];
  readonly nullable: boolean;
  /** The facts inside an object. */
  readonly properties: Readonly<Record<string, FactSchema>> | undefined;
  /** The fact that each item of a list is. */
  readonly items: FactSchema | undefined;
  /** The documented values, of a closed or an open enumeration. */
  readonly values: readonly unknown[] | undefined;
}

/** The schema of a fact without the possibility of `null`. */
export function withoutNull(schema: FactSchema): FactSchema {
  const parts = (schema.anyOf ?? [schema]) as readonly FactSchema[];
  return parts.find((part) => part.type !== 'null') ?? schema;
}

/** Reads the schema of a fact; a nullable fact is `anyOf` of its schema and `null`. */
export function shapeOf(schema: FactSchema): FactShape {
  const parts = (schema.anyOf ?? [schema]) as readonly FactSchema[];
  const main = withoutNull(schema);
  return {
    types: typeof main.type === 'string' ? [main.type] : [],
    nullable: parts.some((part) => part.type === 'null'),
    properties: main.properties as FactShape['properties'],
    items: main.items as FactShape['items'],
    values: (main.enum ?? main.known) as FactShape['values'],
  };
}

/** The schema of the fact at a path of keys, `*` (or an index) standing for any item of a list. */
export function factAt(schema: FactSchema, path: readonly string[]): FactSchema | undefined {
  let current: FactSchema | undefined = schema;
  for (const key of path) {
    if (current === undefined) return undefined;
    const shape: FactShape = shapeOf(current);
    if (shape.items !== undefined) current = /^(\*|-|\d+)$/.test(key) ? shape.items : undefined;
    else
      current = shape.properties && Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined;
  }
  return current;
}
