import type { FoundFile } from './find-files.js';
import type { PlacedJson } from './json-text.js';

/** A template that stands for itself. */
export interface TemplateFile {
  readonly file: FoundFile;
  readonly json: PlacedJson;
  /** Parameter files that name the template themselves (`.bicepparam`). */
  readonly parameters: readonly PlacedJson[];
  /** Readies {@link json} to tell places, where that takes some time: only worth it for a template with resources. */
  readonly findPlaces?: () => Promise<void>;
}
