import { createHash } from 'node:crypto';
import { Unknown } from '../../../../model/unknown.js';

/** Why an expression has no value before the deployment. */
export type Cause =
  /** A parameter that has no default value and that no parameter file sets. */
  | { readonly kind: 'parameter'; readonly name: string }
  /** A parameter of a secure type: its value is never looked at. */
  | { readonly kind: 'secret'; readonly name: string }
  /** A parameter file gives a placeholder that a pipeline replaces, or points at a key vault. */
  | { readonly kind: 'placeholder' | 'keyVault'; readonly name: string }
  /** Only Azure knows it: `reference`, `list*`, the time, a hash of Microsoft's own. */
  | { readonly kind: 'deployment' }
  /** The subscription or resource group, which `--target` tells. */
  | { readonly kind: 'target' }
  | { readonly kind: 'function'; readonly name: string }
  /** The expression fails with the values that are known here; `why` quotes none of them. */
  | { readonly kind: 'failed'; readonly why: string };

const LONGEST_SOURCE = 120;

/**
 * A value that is not known, but that equals itself: two expressions with the same `key` have the same value. So a
 * name that is not known still joins the resources that use it.
 */
export class Unresolved {
  #text: string | undefined;

  constructor(
    readonly cause: Cause,
    /** Equal for values that are certainly equal, within one deployment. */
    readonly key: string,
    /** What stands for the value inside an id or another text; see {@link text}. */
    text?: string,
    readonly more: {
      /** The expression as the template has it, brackets included. */
      readonly source?: string;
      /** Of the URI of the template itself, or one relative to it: the path from the template's folder. */
      readonly file?: string;
      /** Of a text in base64: the clear text, with placeholders. */
      readonly clear?: string;
    } = {},
  ) {
    this.#text = text;
  }

  /**
   * A text that stands for the value: what is known of it, with `<…>` in the place of what is not. No Azure id can
   * have such a name.
   */
  get text(): string {
    return (this.#text ??= placeholderOf(this.key));
  }

  /** The same value, seen in this expression; where it comes from another one, that one explains more. */
  seenIn(source: string): Unresolved {
    if (this.more.source !== undefined) return this;
    return new Unresolved(this.cause, this.key, this.#text, { ...this.more, source });
  }

  /** For the row: the reason in one sentence that names the expression, never a value. */
  toUnknown(): Unknown {
    const { source } = this.more;
    const what = source === undefined ? '' : `: ${shortened(source)}`;
    const needs = this.cause.kind === 'target' ? '--target' : undefined;
    return new Unknown('unresolved', `${reasonOf(this.cause)}${what}.`, needs);
  }
}

/** `<…>` with a short hash, the same for the same key. */
export function placeholderOf(key: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 12)}>`;
}

function reasonOf(cause: Cause): string {
  switch (cause.kind) {
    case 'parameter':
      return `Parameter ${cause.name} has no default value and no parameter file sets it`;
    case 'secret':
      return `Parameter ${cause.name} is secret and is not read`;
    case 'placeholder':
      return `The parameter file has only a placeholder for ${cause.name}`;
    case 'keyVault':
      return `Parameter ${cause.name} is kept in a key vault`;
    case 'deployment':
      return 'The value is known only at deployment';
    case 'target':
      return 'The value depends on where the template is deployed';
    case 'function':
      return `backup-lint does not know the function ${cause.name}`;
    case 'failed':
      return `The expression cannot be evaluated, ${cause.why}`;
  }
}

function shortened(source: string): string {
  const line = source.replace(/\s+/g, ' ');
  return line.length <= LONGEST_SOURCE ? line : `${line.slice(0, LONGEST_SOURCE - 1)}…`;
}
