import type { FilePlace, RowPath } from '../../../model/sighting.js';
import type { JsonText } from '../json-text.js';
import { own } from './json.js';
import { jsonPathOf, type AttributePath, type SourceBlock } from './source-block.js';

/** A block of a `.tf.json` file. Its expressions are texts, which are not taken apart. */
export class JsonBlock implements SourceBlock {
  readonly #json: JsonText;
  readonly #path: RowPath;
  readonly #body: unknown;

  /** @param path the way to the block in the file, `body` what stands there */
  constructor(json: JsonText, path: RowPath, body: unknown) {
    this.#json = json;
    this.#path = path;
    this.#body = body;
  }

  placeOf(path: AttributePath): FilePlace {
    let at = this.#body;
    const steps: (string | number)[] = [];
    for (const step of jsonPathOf(path)) {
      // One block may be written without the list around it.
      if (typeof step === 'number' && !Array.isArray(at)) continue;
      at = typeof step === 'number' && Array.isArray(at) ? (at as unknown[])[step] : own(at, String(step));
      if (at === undefined) break;
      steps.push(step);
    }
    return this.#json.placeOf([...this.#path, ...steps]);
  }

  writes(name: string): boolean {
    const dynamic = own(this.#body, 'dynamic');
    const dynamics = Array.isArray(dynamic) ? (dynamic as unknown[]) : [dynamic];
    return own(this.#body, name) !== undefined || dynamics.some((each) => own(each, name) !== undefined);
  }

  expressionAt(): undefined {
    return undefined;
  }
}
