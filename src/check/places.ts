import type { Judged } from '../model/policy.js';
import type { Place } from '../model/report.js';
import type { Origin, Subject } from '../model/subject.js';
import { holds } from './judgement.js';
import type { CompiledPolicy } from './judge-policy.js';
import { messageOf } from './message.js';
import { longestPrefix, valuesAlong } from './pointer.js';
import type { OpenLists } from './rule.js';

/** A fault with everything that a finding needs of it. */
export interface Fault {
  readonly origin: Origin;
  /** The pointer below its origin: what stays the same when the item stands elsewhere in another subject. */
  readonly below: string;
  readonly judged: Omit<Judged, 'message'>;
  readonly message: string;
  readonly place: Place;
}

/** The fault at a pointer of a failing subject: whose it is, how bad, and what is told of it. */
export function faultOf(compiled: CompiledPolicy, subject: Subject, pointer: string, open: OpenLists): Fault {
  const values = valuesAlong(subject.document, pointer);
  const value = values.at(-1);
  const it = values.findLast(isObject) ?? subject.document;
  const judged = lowered(judgedFor(compiled, subject, it, open), subject);
  const origin = originOf(subject, pointer);
  const shown = shownValue(value);
  return {
    origin,
    below: pointer.slice(origin.prefix.length),
    judged,
    message: messageOf(judged.message, { document: subject.document, it, value }),
    place: {
      path: pointer,
      ...(shown === undefined ? {} : { value: shown }),
      resourceId: origin.resourceId,
      ...subject.placeOf?.(pointer),
    },
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A scalar as it is, a list as its length, nothing for an object. */
function shownValue(value: unknown): Place['value'] {
  if (Array.isArray(value)) return value.length;
  return value === undefined || isObject(value) ? undefined : (value as string | number | boolean | null);
}

/** The origins of each subject by prefix: a subject can have thousands of them, and of faults. */
const byPrefix = new WeakMap<Subject, ReadonlyMap<string, Origin>>();

/** The nearest origin (longest prefix), else the subject itself. */
function originOf(subject: Subject, pointer: string): Origin {
  let origins = byPrefix.get(subject);
  if (origins === undefined) {
    origins = new Map(subject.origins.map((origin) => [origin.prefix, origin]));
    byPrefix.set(subject, origins);
  }
  return (
    longestPrefix(pointer, origins) ?? {
      prefix: '',
      resourceId: subject.id,
      resourceType: subject.resourceType,
      fromRow: true,
    }
  );
}

/** The first entry of `levels` that is certainly true wins, else the policy's own words. */
function judgedFor(compiled: CompiledPolicy, subject: Subject, it: object, open: OpenLists): Judged {
  const { policy, levels } = compiled;
  if (levels.length === 0) return policy;
  const seen = { ...subject.document, it };
  const entry = levels.find(({ when }) => holds(when.judge(seen, undefined, open)))?.entry;
  return {
    level: entry?.level ?? policy.level,
    precision: entry?.precision ?? policy.precision,
    fails: entry?.fails ?? policy.fails,
    errorCodes: entry?.errorCodes ?? policy.errorCodes,
    message: entry?.message ?? policy.message,
  };
}

/** A VM that is known to be unprotected loses no backup yet: at most a warning, when protection is enabled. */
function lowered(judged: Judged, subject: Subject): Judged {
  if (subject.protected !== false) return judged;
  return {
    ...judged,
    level: judged.level === 'error' ? 'warning' : judged.level,
    fails: 'enable-protection',
  };
}
