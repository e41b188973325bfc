import { safeText } from './safe-text.js';

/** What Markdown, HTML or GitHub could take for more than a character. */
const MARKUP = /[&<>`*_~[\]#|\\$@]|:(?=\/\/)|(?<=\bwww)\./gi;

/** Names come from Azure and from files; none that is honest is longer. */
const MOST = 1000;

/**
 * What GitHub takes for a mention or the number of an issue, in the text that Markdown has become: no reference to the
 * character keeps it from that, only what stands behind it (https://github.com/github/cmark-gfm/issues/181).
 */
const MENTION = /(&#64;)(?=\w)|(&#35;)(?=\d)/g;

/** A space without width. */
const APART = '&#8203;';

/**
 * Untrusted text for Markdown, where it shows as it is: whatever could be markup becomes a character reference, which
 * neither Markdown nor HTML reads as anything else, and nobody is mentioned. A very long text is cut, and says so.
 */
export function markdownText(text: string, most = MOST): string {
  return escaped(text, most).replace(MENTION, (character) => character + APART);
}

/** Untrusted text in the type of code, where GitHub looks for no mentions: an id can be copied. */
export function markdownCode(text: string): string {
  return `<code>${escaped(text, MOST)}</code>`;
}

function escaped(text: string, most: number): string {
  const short = text.length <= most ? text : `${text.slice(0, most)}… (cut)`;
  return safeText(short.toWellFormed()).replace(MARKUP, (character) => `&#${character.charCodeAt(0)};`);
}

/** Commands to copy, in a block that nothing in them can end. */
export function markdownBlock(lines: readonly string[], language: string): string {
  const text = lines.map((line) => safeText(line.toWellFormed())).join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}\n`;
}
