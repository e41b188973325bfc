import type { Diff } from '../model/diff.js';
import { diffMarkdown } from './diff-markdown.js';
import { diffText } from './diff-text.js';
import type { Presentation } from './reporter.js';
import { safeJson } from './safe-text.js';

/** Turns a comparison into text, piece by piece. */
type DiffReporter = (diff: Diff, presentation: Presentation) => Iterable<string>;

/** The reporters of comparisons by the name of their format. */
export const DIFF_REPORTERS = {
  text: diffText,
  json: (diff) => [`${safeJson(JSON.stringify(diff, null, 2))}\n`],
  markdown: diffMarkdown,
} as const satisfies Readonly<Record<string, DiffReporter>>;

export type DiffFormat = keyof typeof DIFF_REPORTERS;

export const DIFF_FORMATS = Object.keys(DIFF_REPORTERS) as DiffFormat[];
