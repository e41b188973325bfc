import { Unknown } from '../../../model/unknown.js';
import { listOf, objectOf, own } from './json.js';
import type { PlannedResource } from './plan.js';
import { jsonPathOf, type AttributePath } from './source-block.js';

/**
 * A value of a planned resource: undefined where it is not set, and an `Unknown`, at any depth, for what is known only
 * after apply and for what the plan marks as sensitive.
 */
export function valueAt(resource: PlannedResource, path: AttributePath): unknown {
  const steps = jsonPathOf(path);
  let seen = { value: resource.values as unknown, unknown: resource.unknown, sensitive: resource.sensitive };
  for (const step of steps) {
    if (seen.unknown === true || seen.sensitive === true) break;
    seen = {
      value: child(seen.value, step),
      unknown: child(seen.unknown, step),
      sensitive: child(seen.sensitive, step),
    };
  }
  return valueOf(seen, (marks) => why(resource, path, marks));
}

/** Whether the plan says of the value that it is known only after apply. */
export function isUnknownAt(resource: PlannedResource, path: AttributePath): boolean {
  let unknown = resource.unknown;
  for (const step of jsonPathOf(path)) unknown = unknown === true ? true : child(unknown, step);
  return unknown === true;
}

/** Whether the plan has no word about an attribute: plans without changes leave out what is not known. */
export function isLeftOut(resource: PlannedResource, name: string): boolean {
  return resource.unknown === undefined && !Object.hasOwn(resource.values, name);
}

/** The reason for a value that is known only after apply. */
export function whyUnknown(resource: PlannedResource, path: AttributePath): Unknown {
  return new Unknown('unresolved', `Known only after apply: ${resource.address}.${textOf(path)}.`);
}

interface Seen {
  readonly value: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

function why(resource: PlannedResource, path: AttributePath, { unknown }: Seen): Unknown {
  if (unknown === true) return whyUnknown(resource, path);
  return new Unknown('unresolved', `The plan marks ${resource.address}.${textOf(path)} as sensitive.`);
}

function textOf(path: AttributePath): string {
  return jsonPathOf(path).reduce<string>(
    (text, step) => text + (typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`),
    '',
  );
}

function child(value: unknown, step: string | number): unknown {
  if (typeof step === 'string') return own(value, step);
  return Array.isArray(value) ? (value as unknown[])[step] : undefined;
}

/** The depth was bounded when the text was parsed. */
function valueOf(seen: Seen, reason: (seen: Seen) => Unknown): unknown {
  const { value, unknown, sensitive } = seen;
  if (unknown === true) return reason(seen);
  if (sensitive === true) return value === null || value === undefined ? undefined : reason(seen);
  // What is not known may be left out of the values: then only the marks tell that it is there.
  const length = Array.isArray(value) ? value.length : isNothing(value) ? listOf(unknown).length : 0;
  const inner = (step: string | number): unknown =>
    valueOf(
      { value: child(value, step), unknown: child(unknown, step), sensitive: child(sensitive, step) },
      reason,
    );
  if (Array.isArray(value) || length > 0) return Array.from({ length }, (_, index) => inner(index));
  const object = objectOf(value) ?? (isNothing(value) ? objectOf(unknown) : undefined);
  if (object === undefined) return value ?? undefined;
  const names = new Set([...Object.keys(object), ...Object.keys(objectOf(unknown) ?? {})]);
  const entries = [...names].map((name) => [name, inner(name)] as const);
  const kept = entries.filter(([, found]) => found !== undefined);
  return kept.length === 0 && isNothing(value) ? undefined : Object.fromEntries(kept);
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
