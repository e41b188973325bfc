import type { Fact, ListFact, Unknown } from '../model/unknown.js';

/** A document in the making: every fact stands in it, the unknown ones as {@link Unknown}. */
export type FactTree<T> = { readonly [K in keyof T]-?: FactOf<Exclude<T[K], undefined>> };

type FactOf<T> = [T] extends [readonly (infer U)[]]
  ? ListFact<FactTree<U>>
  : [T] extends [object]
    ? FactTree<T> | Unknown
    : [T] extends [object | null]
      ? FactTree<Exclude<T, null>> | Unknown | null
      : Fact<T>;
