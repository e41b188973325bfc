import { stripVTControlCharacters } from 'node:util';

/**
 * How many columns a plain text takes. In the bundle it stands in for `string-width`, with which yargs lays out its help:
 * that one builds tables of Unicode whenever the command line starts, a quarter of the time that `explain` takes. The
 * help is ours, and ASCII.
 */
export default function plainWidth(text: string): number {
  return stripVTControlCharacters(text).length;
}
