import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CodeFrame, Presentation } from '../report/reporter.js';

/** Larger files get no frame. */
const MAX_SIZE = 2 << 20;

/** A Terraform plan holds all values, secret or not: it is never shown. */
const IS_PLAN = /"(planned_values|resource_changes)"\s*:/;

/** Names of what may hold a secret, and of texts that may be full of them. */
const SECRET =
  /pass|pwd|secret|token|credential|key|sas|connectionstring|certificate|data|settings|script|command/i;
const GUEST_TEXT = /custom_?data|user_?data|script|command|settings/i;

/** Makes the function that shows three lines of a file around a place, values that may be secret hidden. */
export function framesIn(root: string): NonNullable<Presentation['frameOf']> {
  const files = new Map<string, readonly string[] | undefined>();
  return ({ file, line }) => {
    if (file === undefined || line === undefined) return undefined;
    if (!files.has(file)) files.set(file, linesOf(resolve(root, file)));
    const lines = files.get(file);
    return lines === undefined ? undefined : frameAt(lines, line);
  };
}

function linesOf(path: string): readonly string[] | undefined {
  try {
    if (statSync(path).size > MAX_SIZE) return undefined;
    const text = readFileSync(path, 'utf8');
    return IS_PLAN.test(text) ? undefined : text.split(/\r?\n/);
  } catch {
    // A file that went away is no reason to lose the report.
    return undefined;
  }
}

function frameAt(lines: readonly string[], line: number): CodeFrame | undefined {
  const from = Math.max(1, line - 1);
  const shown = lines.slice(from - 1, line + 1);
  const middle = lines[line - 1];
  if (middle === undefined || GUEST_TEXT.test(nameIn(middle))) return undefined;
  return { from, lines: shown.map(hidden) };
}

/** What a line names: the part before `:` or `=`. */
function nameIn(line: string): string {
  return /^[^:=]*/.exec(line)?.[0] ?? '';
}

/** A line with the text in quotes hidden where its name says that it may be secret, or where it has no name. */
function hidden(line: string): string {
  const name = nameIn(line);
  const isNamed = name.length < line.length;
  if (isNamed && !SECRET.test(name)) return line;
  const rest = line.slice(isNamed ? name.length : 0);
  return (
    (isNamed ? name : '') +
    rest.replace(/"[^"]*"?|'[^']*'?/g, (text) => `${text.charAt(0)}…${text.charAt(0)}`)
  );
}
