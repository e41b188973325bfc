import { lowerId } from '../../model/arm-id.js';
import { TYPES, type Row } from '../../model/row.js';
import { signatureOf } from './arm/outcomes.js';

/**
 * Which of several templates, or plans, declare a resource, by its ARM id, that another one declares otherwise. A resource
 * group counts not: many templates make sure that it is there.
 *
 * @param templates the rows of each
 */
export function rivalsIn(templates: readonly (readonly Row[])[]): ReadonlySet<number> {
  const first = new Map<string, { readonly template: number; readonly signature: string }>();
  const rivals = new Set<number>();
  for (const [template, rows] of templates.entries()) {
    for (const row of rows) {
      const type = row.type.toLowerCase();
      if (row.sighting?.label !== undefined || type === TYPES.resourceGroup) continue;
      const key = `${type} ${lowerId(row.id)}`;
      const signature = signatureOf([row]);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, { template, signature });
      else if (earlier.template !== template && earlier.signature !== signature)
        rivals.add(earlier.template).add(template);
    }
  }
  return rivals;
}
