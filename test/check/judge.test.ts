import { describe, expect, test } from '@jest/globals';
import { compile, type Schema } from '../../src/check/compile.js';

/** Judges a document in which undefined, and the open lists, are not known. */
function judge(schema: Schema, document: unknown, open: readonly string[] = []) {
  const { faults, unknowns } = compile(schema).judge(document, undefined, new Set(open));
  return { faults: [...faults].sort(), unknowns: [...unknowns].sort() };
}

const holds = { faults: [], unknowns: [] };
const fault = (...faults: string[]) => ({ faults, unknowns: [] });
const unknown = (...unknowns: string[]) => ({ faults: [], unknowns });

const is = (value: unknown) => ({ const: value });
const a = (schema: Schema) => ({ properties: { a: schema } });

describe('three values', () => {
  test('a schema applied to a missing value is not known', () => {
    expect(judge(a(is(1)), {})).toEqual(unknown('/a'));
    expect(judge(a({ properties: { b: is(1) } }), {})).toEqual(unknown('/a'));
    expect(judge({ not: a(is(1)) }, {})).toEqual(unknown('/a'));
  });

  test('null is known', () => {
    expect(judge(a(is(null)), { a: null })).toEqual(holds);
    expect(judge(a(is(1)), { a: null })).toEqual(fault('/a'));
  });

  test('a fault counts whatever else is unknown, and the unknowns are listed beside it', () => {
    expect(judge({ properties: { a: is(1), b: is(1) } }, { a: 2 })).toEqual({
      faults: ['/a'],
      unknowns: ['/b'],
    });
  });

  test('anyOf needs one branch; what failed certainly no longer matters', () => {
    const schema = { anyOf: [a(is(1)), { properties: { b: is(1) } }] };
    expect(judge(schema, { a: 1 })).toEqual(holds);
    expect(judge(schema, { a: 2 })).toEqual(unknown('/b'));
    expect(judge(schema, {})).toEqual(unknown('/a', '/b'));
  });

  test('an if that is not known decides only where both branches agree', () => {
    const schema = { if: a(is(1)), then: { properties: { b: is(1) } }, else: { properties: { b: is(2) } } };
    expect(judge(schema, { a: 1, b: 1 })).toEqual(holds);
    expect(judge(schema, { b: 1 })).toEqual(unknown('/a'));
    expect(judge(schema, { b: 3 })).toEqual(fault('/b'));
    expect(judge({ ...schema, else: { properties: { c: is(1) } } }, { b: 3, c: 3 })).toEqual(fault(''));
    expect(judge({ if: a(is(1)), then: { properties: { b: is(1) } } }, { b: 1 })).toEqual(holds);
  });

  test('an if that is certain hides what is unknown in it', () => {
    const condition = { properties: { a: is(1), b: is(1) } };
    expect(judge({ if: condition, then: { properties: { c: is(1) } } }, { a: 2, c: 5 })).toEqual(holds);
  });
});

describe('places', () => {
  test('a leaf keyword: what it looked at', () => {
    expect(judge({ properties: { a: { items: { maximum: 3 } } } }, { a: [1, 4, 5] })).toEqual(
      fault('/a/1', '/a/2'),
    );
    expect(judge(a({ type: 'object' }), { a: null })).toEqual(fault('/a'));
    expect(judge(a({ pattern: '^x' }), { a: 'yx' })).toEqual(fault('/a'));
  });

  test('a pointer escapes ~ and /', () => {
    expect(judge({ properties: { 'a/b~c': is(1) } }, { 'a/b~c': 2 })).toEqual(fault('/a~1b~0c'));
  });

  test('a failed choice: the deepest pointer that its branches share', () => {
    expect(judge({ anyOf: [a(is(1)), a(is(2))] }, { a: 3 })).toEqual(fault('/a'));
    expect(judge({ anyOf: [a(is(1)), { properties: { b: is(2) } }] }, { a: 3, b: 3 })).toEqual(fault(''));
    const deep = (key: string) => a({ properties: { b: { properties: { [key]: is(1) } } } });
    expect(judge({ anyOf: [deep('c'), deep('d')] }, { a: { b: { c: 0, d: 0 } } })).toEqual(fault('/a/b'));
    expect(judge({ anyOf: [deep('c'), deep('cd')] }, { a: { b: { c: 0, cd: 0 } } })).toEqual(fault('/a/b'));
  });

  test('not is pushed down to the leaves', () => {
    expect(judge({ not: a(is(1)) }, { a: 1 })).toEqual(fault('/a'));
    expect(judge({ not: { not: a(is(1)) } }, { a: 2 })).toEqual(fault('/a'));
    expect(judge({ not: { properties: { a: is(1), b: is(1) } } }, { a: 1, b: 1 })).toEqual(fault(''));
    expect(judge({ not: { allOf: [a(is(1)), a({ type: 'integer' })] } }, { a: 1 })).toEqual(fault('/a'));
    expect(judge({ not: { anyOf: [a(is(1)), { properties: { b: is(1) } }] } }, { a: 1, b: 1 })).toEqual(
      fault('/a', '/b'),
    );
    expect(judge({ not: { minimum: 3 } }, 'no number')).toEqual(fault(''));
  });

  test('too few items, or a negated items: the list', () => {
    expect(judge(a({ minItems: 2 }), { a: [1] })).toEqual(fault('/a'));
    expect(judge(a({ contains: is(1) }), { a: [2] })).toEqual(fault('/a'));
    expect(judge(a({ contains: is(1), minContains: 2 }), { a: [1] })).toEqual(fault('/a'));
    expect(judge(a({ not: { items: is(1) } }), { a: [1, 1] })).toEqual(fault('/a'));
    expect(judge(a({ not: { maxItems: 1 } }), { a: [1] })).toEqual(fault('/a'));
  });

  test('too many: each matching item where none is allowed, else the list', () => {
    expect(judge(a({ maxItems: 0 }), { a: [1, 2] })).toEqual(fault('/a/0', '/a/1'));
    expect(judge(a({ maxItems: 1 }), { a: [1, 2] })).toEqual(fault('/a'));
    expect(judge(a({ contains: is(1), minContains: 0, maxContains: 0 }), { a: [2, 1, 1] })).toEqual(
      fault('/a/1', '/a/2'),
    );
    expect(judge(a({ contains: is(1), maxContains: 1 }), { a: [1, 1] })).toEqual(fault('/a'));
    expect(judge(a({ not: { contains: is(1) } }), { a: [2, 1] })).toEqual(fault('/a/1'));
    expect(judge(a({ not: { minItems: 1 } }), { a: [5] })).toEqual(fault('/a/0'));
    expect(judge(a({ not: { minItems: 2 } }), { a: [5, 6] })).toEqual(fault('/a'));
    expect(judge(a({ not: { contains: is(1), minContains: 2 } }), { a: [1, 1] })).toEqual(fault('/a'));
  });
});

describe('lists that may have more items', () => {
  test('what is there can fail, nothing passes on what may be missing', () => {
    const noTwo = a({ items: { not: is(2) } });
    expect(judge(noTwo, { a: [1] }, ['/a'])).toEqual(unknown('/a/-'));
    expect(judge(noTwo, { a: [1, 2] }, ['/a'])).toEqual({ faults: ['/a/1'], unknowns: ['/a/-'] });
    expect(judge(a({ maxItems: 2 }), { a: [1, 2] }, ['/a'])).toEqual(unknown('/a/-'));
    expect(judge(a({ maxItems: 2 }), { a: [1, 2, 3] }, ['/a'])).toEqual(fault('/a'));
    expect(judge(a({ maxItems: 0 }), { a: [1] }, ['/a'])).toEqual({ faults: ['/a/0'], unknowns: ['/a/-'] });
  });

  test('too few is not known, enough is', () => {
    expect(judge(a({ minItems: 2 }), { a: [1] }, ['/a'])).toEqual(unknown('/a/-'));
    expect(judge(a({ minItems: 1 }), { a: [1] }, ['/a'])).toEqual(holds);
    expect(judge(a({ contains: is(1) }), { a: [2] }, ['/a'])).toEqual(unknown('/a/-'));
    expect(judge(a({ contains: is(1) }), { a: [1] }, ['/a'])).toEqual(holds);
    expect(judge(a({ contains: is(1), maxContains: 1 }), { a: [1] }, ['/a'])).toEqual(unknown('/a/-'));
  });

  test('contains counts from the certain matches to the possible ones', () => {
    const schema = (bounds: object) => a({ contains: { properties: { x: is(1) } }, ...bounds });
    const list = { a: [{ x: 1 }, {}, { x: 2 }] };
    expect(judge(schema({}), list)).toEqual(holds);
    expect(judge(schema({ minContains: 2 }), list)).toEqual(unknown('/a/1/x'));
    expect(judge(schema({ minContains: 3 }), list)).toEqual(fault('/a'));
    expect(judge(schema({ maxContains: 1 }), list)).toEqual(unknown('/a/1/x'));
    expect(judge(schema({ minContains: 0, maxContains: 0 }), list)).toEqual({
      faults: ['/a/0'],
      unknowns: ['/a/1/x'],
    });
    expect(judge({ not: schema({}) }, list)).toEqual({ faults: ['/a/0'], unknowns: ['/a/1/x'] });
    expect(judge({ not: schema({ minContains: 2 }) }, list)).toEqual(unknown('/a/1/x'));
  });
});
