import type { Row } from '../../model/row.js';
import type { Fact } from '../../model/unknown.js';
import type { Properties } from '../read.js';
import type { SliceContext } from '../slice-context.js';
import type { SliceIndex } from '../slice-index.js';
import type { Identity } from './identity.js';

/** What the facts of one VM are made from. */
export interface Scene {
  readonly context: SliceContext;
  readonly index: SliceIndex;
  readonly row: Row;
  /** The lower-cased id. */
  readonly id: string;
  /** The `properties` of the row. */
  readonly vm: Properties;
  readonly view: Fact<Properties>;
  readonly identity: Identity;
}
