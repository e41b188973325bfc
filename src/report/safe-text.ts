/**
 * Characters beyond printable ASCII that change what a terminal or a reader shows: control characters, line separators,
 * marks that turn the direction of text, and invisible ones.
 */
const BEYOND = String.raw`\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb`;

/** These and the control characters of ASCII: escape sequences begin with one. */
const UNSAFE = new RegExp(String.raw`[\u0000-\u001f${BEYOND}]`, 'g');

/** What of these JSON has: `JSON.stringify` writes the others out, and breaks lines. */
const UNSAFE_IN_JSON = new RegExp(`[${BEYOND}]`, 'g');

/**
 * What a runner of GitHub Actions takes for a command in the log: `::name::` where a line begins, `##[name]` anywhere
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
const COMMAND = /^(\s*):(?=:)|##(?=\[)/g;

/** Text from an inventory, safe for a terminal and a log: what is not plain is written out as `\u…`. */
export function safeText(text: string): string {
  return text
    .replace(UNSAFE, writtenOut)
    .replace(COMMAND, (mark, space: string | undefined) =>
      space === undefined ? '#\\u0023' : `${space}\\u003a`,
    );
}

/** Lines of such a text. The breaks between them and tabs are kept: a command is to be copied as it was written. */
export function safeLines(text: string): string {
  return text
    .split(/(\r?\n|\t)/)
    .map((part, index) => (index % 2 === 0 ? safeText(part) : part))
    .join('');
}

/** JSON as `JSON.stringify` prints it, safe in the same way: it says the same, and outside of its texts nothing changes. */
export function safeJson(json: string): string {
  return json.replace(UNSAFE_IN_JSON, writtenOut).replaceAll('##[', '#\\u0023[');
}

function writtenOut(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
