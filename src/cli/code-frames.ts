import { lstatSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decoded } from '../collect/files/read-text.js';
import type { CodeFrame, Presentation } from '../report/reporter.js';
import { maskedLines, nameIn } from './masked-lines.js';

/** Larger files get no frame. */
const MAX_SIZE = 2 << 20;

/** A Terraform plan holds all values, secret or not: it is never shown. */
const IS_PLAN = /"(planned_values|resource_changes)"\s*:/;

/** Names of texts that may be full of secrets. */
const GUEST_TEXT = /custom_?data|user_?data|script|command|settings/i;

/** Makes the function that shows three lines of a file around a place, values that may be secret hidden. */
export function framesIn(root: string): NonNullable<Presentation['frameOf']> {
  const files = new Map<string, readonly string[] | undefined>();
  return ({ file, line }) => {
    if (file === undefined || line === undefined) return undefined;
    if (!files.has(file)) files.set(file, linesOf(resolve(root, file)));
    const lines = files.get(file);
    return lines === undefined ? undefined : frameAt(lines, line, file);
  };
}

function linesOf(path: string): readonly string[] | undefined {
  try {
    const found = lstatSync(path);
    if (!found.isFile() || found.size > MAX_SIZE) return undefined;
    const text = decoded(readFileSync(path));
    return IS_PLAN.test(text) ? undefined : text.split(/\r?\n/);
  } catch {
    // A file that went away is no reason to lose the report.
    return undefined;
  }
}

function frameAt(lines: readonly string[], line: number, file: string): CodeFrame | undefined {
  const from = Math.max(1, line - 1);
  const middle = lines[line - 1];
  if (middle === undefined || GUEST_TEXT.test(nameIn(middle))) return undefined;
  return { from, lines: maskedLines(lines, file, from - 1, line + 1) };
}
