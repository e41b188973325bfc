import type { Policy, PolicySchema } from '../model/policy.js';

/** What of a policy names facts. */
type Reading = Pick<Policy, 'when' | 'schema'>;

/** The pointers of the facts that decide a policy's outcome, by name, `*` standing for any item of a list. */
export function factsReadBy({ when = {}, schema }: Reading): string[] {
  const paths = [...new Set([...pathsIn(when), ...pathsIn(schema)])];
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`))).sort();
}

/** The paths at which a schema looks at a value; what only leads to another one is among them too. */
export function pathsIn(schema: PolicySchema, path = ''): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (keyword === 'properties') {
      return Object.entries(argument as Record<string, PolicySchema>).flatMap(([key, child]) =>
        pathsIn(child, `${path}/${key}`),
      );
    }
    if (keyword === 'items' || keyword === 'contains') return pathsIn(argument as PolicySchema, `${path}/*`);
    if (keyword === 'allOf' || keyword === 'anyOf')
      return (argument as PolicySchema[]).flatMap((child) => pathsIn(child, path));
    if (['not', 'if', 'then', 'else'].includes(keyword)) return pathsIn(argument as PolicySchema, path);
    return path === '' ? [] : [path];
  });
}

/** The pointers in a document that a path with `*` stands for, as far as the document has them. */
export function pointersFor(path: string, document: unknown): string[] {
  const [, ...keys] = path.split('/');
  let found: [pointer: string, value: unknown][] = [['', document]];
  for (const key of keys) {
    found = found.flatMap(([pointer, value]) => {
      if (typeof value !== 'object' || value === null) return [];
      const names = key === '*' && Array.isArray(value) ? Object.keys(value) : [key];
      return names
        .filter((name) => Object.hasOwn(value, name))
        .map((name): [string, unknown] => [`${pointer}/${name}`, (value as Record<string, unknown>)[name]]);
    });
  }
  return found.map(([pointer]) => pointer);
}
