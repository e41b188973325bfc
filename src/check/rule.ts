import type { Judgement, Place } from './judgement.js';

/** The lists that may have more items than the document shows, by JSON pointer. */
export type OpenLists = ReadonlySet<string>;

/** Judges a value; undefined is a fact that is not known. */
export type Judge = (value: unknown, place: Place | undefined, open: OpenLists) => Judgement;

/** A schema, or one keyword of it, ready to judge; `deny` judges its negation, pushed down to the leaves. */
export interface Rule {
  readonly judge: Judge;
  readonly deny: Judge;
}
