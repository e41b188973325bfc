import { github } from './github.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import type { Reporter } from './reporter.js';
import { sarif, sarifAudit } from './sarif.js';
import { text } from './text.js';

/** The reporters by the name of their format. */
export const REPORTERS = {
  text,
  json,
  sarif,
  markdown,
  github,
  junit,
  'sarif-audit': sarifAudit,
} as const satisfies Readonly<Record<string, Reporter>>;

export type Format = keyof typeof REPORTERS;

export const FORMATS = Object.keys(REPORTERS) as Format[];
