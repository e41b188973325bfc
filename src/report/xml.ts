import { safeText } from './safe-text.js';

/** An element with attributes and lines of text. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  lines: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(value)}"`);
  const start = `<${name}${written.join('')}`;
  return lines.length === 0 ? `${start}/>` : `${start}>${lines.map(xml).join('\n')}</${name}>`;
}

/** Text for XML 1.0: control characters are written out, halves of characters and non-characters replaced. */
export function xml(text: string): string {
  return safeText(text.toWellFormed())
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
