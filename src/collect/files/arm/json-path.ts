import type { RowPath } from '../../../model/sighting.js';
import { isJsonObject } from '../../to-row.js';
import { propertyOf } from './expression/value.js';

/** The way to a value in a JSON text, as a chain from its end: a step costs one object, not a copy of the way. */
export interface JsonPath {
  readonly above: JsonPath | undefined;
  readonly step: string | number;
}

export function stepsOf(path: JsonPath | undefined): RowPath {
  const steps: (string | number)[] = [];
  for (let each = path; each !== undefined; each = each.above) steps.push(each.step);
  return steps.reverse();
}

/** A path below another one. */
export function below(path: JsonPath | undefined, ...steps: RowPath): JsonPath | undefined {
  return steps.reduce<JsonPath | undefined>((above, step) => ({ above, step }), path);
}

/**
 * Where a value of a row is written in its resource: the same way, except for the lists that a property copy makes,
 * whose items are all written once, in its `input`
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/copy-properties).
 */
export function writtenPath(resource: unknown, path: RowPath): RowPath {
  const written: (string | number)[] = [];
  let value = resource;
  for (let index = 0; index < path.length; index++) {
    const step = path[index] ?? '';
    const loop = loopAt(value, step);
    if (loop !== undefined) {
      written.push('copy', loop.index);
      value = loop.input;
      // The next step is the number of the item, which is written nowhere.
      if (index + 1 < path.length) written.push('input');
      index++;
      continue;
    }
    written.push(step);
    if (Array.isArray(value) && typeof step === 'number') value = value[step];
    else value = isJsonObject(value) && typeof step === 'string' ? propertyOf(value, step) : undefined;
  }
  return written;
}

function loopAt(value: unknown, step: string | number): { index: number; input: unknown } | undefined {
  if (!isJsonObject(value) || typeof step !== 'string' || propertyOf(value, step) !== undefined)
    return undefined;
  const loops = propertyOf(value, 'copy');
  if (!Array.isArray(loops)) return undefined;
  const index = (loops as unknown[]).findIndex((loop) => {
    const name = isJsonObject(loop) ? loop.name : undefined;
    return typeof name === 'string' && name.toLowerCase() === step.toLowerCase();
  });
  const loop: unknown = loops[index];
  return isJsonObject(loop) ? { index, input: loop.input } : undefined;
}
