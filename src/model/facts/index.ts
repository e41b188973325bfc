import type { SubjectKind } from '../subject.js';
import { vmFacts } from './vm.js';

/** The facts of each kind of subject, as JSON Schema. */
export const FACTS: Readonly<Record<SubjectKind, Readonly<Record<string, unknown>>>> = {
  vm: vmFacts as unknown as Readonly<Record<string, unknown>>,
};
