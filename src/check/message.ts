import { valueAt } from './pointer.js';

/** What a message template may name. */
export interface MessageContext {
  readonly document: Readonly<Record<string, unknown>>;
  /** The failing value if it is an object, else the nearest object around it. */
  readonly it: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

/** `{value}`, `{name}`, `{/pointer}`. */
export const PLACEHOLDER = /\{(\/[^{}\s]*|[A-Za-z][A-Za-z0-9]*)\}/g;

/**
 * The message: `{value}` is the failing value, `{name}` a property of `it`, else of the subject, `{/pointer}` a fact
 * of the subject.
 */
export function messageOf(template: string, context: MessageContext): string {
  return template.replace(PLACEHOLDER, (_, name: string) => textFor(name, resolve(name, context)));
}

function resolve(name: string, { document, it, value }: MessageContext): unknown {
  if (name === 'value') return value;
  if (name.startsWith('/')) return valueAt(document, name);
  return Object.hasOwn(it, name) ? it[name] : Object.hasOwn(document, name) ? document[name] : undefined;
}

function textFor(name: string, value: unknown): string {
  // A disk of a template may have no name: "Disk (name not known)".
  if (value === undefined)
    return name === 'value' ? '(not known)' : `(${name.replace(/^.*\//, '')} not known)`;
  if (value === null) return '(none)';
  if (Array.isArray(value)) return String(value.length);
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? '(an object)' : JSON.stringify(value);
}
