import { lowerId, nameOf, typeOf } from '../model/arm-id.js';
import { Unknown } from '../model/unknown.js';
import type { FindRow } from './to-subject.js';

const AZURE_SAYS = 'Azure does not say';

/**
 * How what is made of infrastructure files is shown. A resource whose ARM id is not fully known is called by its label,
 * `<file>#<symbolic name or address>`; its id, which holds a stand-in for what is not known, is shown to nobody.
 */
export class Shown {
  readonly #findRow: FindRow;
  readonly #isOfFile: boolean;

  /** @param isOfFile whether a file alone tells of the subject, so that it is not Azure that does not say something */
  constructor(findRow: FindRow, isOfFile: boolean) {
    this.#findRow = findRow;
    this.#isOfFile = isOfFile;
  }

  /** What to call a resource: its label, else its id. */
  idOf(type: string, id: string): string {
    return this.#findRow(type, lowerId(id))?.sighting?.label ?? (id.includes('<') ? this.#nameless(id) : id);
  }

  /** The fact as it may be shown: labels for partial ids, the reasons in the words of a file. */
  factOf(value: unknown, owner: object, key: string): unknown {
    if (value instanceof Unknown) return this.#named(owner, key) ?? this.whyOf(value);
    if (typeof value !== 'string' || !value.includes('<')) return value;
    if (value.startsWith('/')) return this.idOf(typeOf(value) ?? '', value);
    return this.#named(owner, key) ?? new Unknown('unresolved', 'It is known only at deployment.');
  }

  /** Why something is not known, in the words of a file. */
  whyOf(why: Unknown): Unknown {
    const detail = withPartialIds(why.detail, (id) => this.idOf(typeOf(id) ?? '', id));
    if (this.#isOfFile && why.reason === 'undetermined' && detail.startsWith(AZURE_SAYS))
      return new Unknown('not-in-source', detail.replace(AZURE_SAYS, 'The file does not say'), why.needs);
    return detail === why.detail ? why : new Unknown(why.reason, detail, why.needs);
  }

  /** The name of a resource by its label, where its own name is not known. */
  #named(owner: object, key: string): string | undefined {
    const id = (owner as { readonly id?: unknown }).id;
    if (key !== 'name' || typeof id !== 'string') return undefined;
    const label = this.#findRow(typeOf(id) ?? '', lowerId(id))?.sighting?.label;
    return label?.slice(label.indexOf('#') + 1);
  }

  /** A resource of which there is no row: by its name, as far as that is known. */
  #nameless(id: string): string {
    const name = nameOf(id);
    return name.includes('<') ? 'a resource that is known only at deployment' : name;
  }
}

/** Where an id ends in a word: punctuation behind it belongs to the sentence. */
function endOfId(word: string): number {
  let end = word.length;
  while (end > 0 && '.,;:)'.includes(word.charAt(end - 1))) end--;
  return end;
}

/** A text in which each id, or part of one, with a stand-in (`<…>`) for what is not known is replaced. */
function withPartialIds(text: string, replace: (id: string) => string): string {
  const words = text.split(/(\s+)/).map((word) => {
    const slash = word.indexOf('/');
    const opens = slash < 0 ? -1 : word.indexOf('<', slash);
    const isPartial = opens >= 0 && word.includes('>', opens);
    if (!isPartial) return word;
    const end = endOfId(word);
    return word.slice(0, slash) + replace(word.slice(slash, end)) + word.slice(end);
  });
  return words.join('');
}
