import { isJsonObject } from '../../to-row.js';
import type { Frame, Loop } from './expression/context.js';
import type { Value } from './expression/value.js';

/** A `copy` loop of values, as a template has it. */
export interface WrittenLoop {
  readonly name: string;
  readonly count: unknown;
  readonly input: unknown;
}

/** Whether it is a list of such loops. */
export function isLoops(value: unknown): value is readonly WrittenLoop[] {
  return (
    Array.isArray(value) &&
    (value as unknown[]).every((loop) => isJsonObject(loop) && typeof loop.name === 'string')
  );
}

/** The frame of one turn of a loop. */
export function inLoop(frame: Frame, name: string, index: Value, ofResource: boolean): Frame {
  const loop: Loop = { name, index, ofResource, outer: frame.loop };
  return { ...frame, loop };
}
