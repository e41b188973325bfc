import Type, { type TObject, type TProperties, type TSchema } from 'typebox';

/**
 * The building blocks of the fact schemas. A schema gives the TypeScript type of a document, what Ajv checks it
 * against in the tests, what a policy may read, and the table of facts in the docs.
 *
 * Own keywords: `known` = documented values of an open enumeration; `needs` = what a scan needs to know the fact.
 */

/** What may be said of a fact beside its type. */
export interface About {
  /** One line for the docs: what the fact means. */
  readonly description: string;
  /** What a scan needs, beyond Reader on the subscription, to know this fact. */
  readonly needs?: string;
}

/** An object of facts. Each may be missing (not known), nothing else may stand in it. */
export function record<P extends TProperties>(description: string, properties: P) {
  return Type.Partial(Type.Object(properties), { description, additionalProperties: false });
}

/** A list of such objects. */
export function list<P extends TProperties>(description: string, properties: P, about?: Partial<About>) {
  const items: TObject = Type.Object(properties);
  return Type.Array(Type.Partial(items as TObject<P>, { additionalProperties: false }), {
    description,
    ...about,
  });
}

/** A fact that can also be `null`: looked, there is none. */
export function orNull<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

export const text = (description: string, about?: Partial<About>) => Type.String({ description, ...about });
export const integer = (description: string, about?: Partial<About>) =>
  Type.Integer({ description, ...about });
export const flag = (description: string, about?: Partial<About>) => Type.Boolean({ description, ...about });

/** One of Azure's enumerations: the documented values, and whatever else Azure may send. */
export const openEnum = (known: readonly string[], description: string, about?: Partial<About>) =>
  Type.String({ description, known, ...about });

/** An enumeration of our own: these values and no other. */
export const closedEnum = <const V extends string>(
  values: readonly V[],
  description: string,
  about?: Partial<About>,
) => Type.Unsafe<V>({ type: 'string', enum: values, description, ...about });
