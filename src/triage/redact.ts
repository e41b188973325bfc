import { IdList } from '../model/id-list.js';
import type { Report } from '../model/report.js';
import { hideIds } from './hide-ids.js';

/**
 * The report with the ids of subscriptions, tenants, objects and applications hidden wherever they stand: in resource
 * ids, messages, help and commands, scopes, waivers. Names of resources stay. Fingerprints stay too, so that findings
 * can be compared between runs: they are hashes of resource ids, which somebody who knows the whole id can recognise.
 */
export function redact(report: Report): Report {
  return { ...withoutIds(report), redacted: true };
}

/** Plain data with every id in it hidden, in texts and in keys. */
export function withoutIds<T>(value: T): T {
  return hiddenIn(value) as T;
}

function hiddenIn(value: unknown): unknown {
  if (typeof value === 'string') return hideIds(value);
  if (Array.isArray(value)) return value.map(hiddenIn);
  if (value instanceof IdList) return hiddenList(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [hideIds(key), hiddenIn(child)]));
}

function hiddenList(ids: IdList): IdList {
  const hidden = new IdList();
  for (const id of ids) hidden.add(hideIds(id));
  return hidden;
}
