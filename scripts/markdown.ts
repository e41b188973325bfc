/** Text as code in Markdown. */
export const code = (text: string) => `\`${text}\``;

/** The cells of one row of a table, on one line. */
function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

/** A table that is left as it is: with its columns made equally wide it would be several times as large. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [row(head), row(head.map(() => '---')), ...rows.map(row)];
  return ['<!-- prettier-ignore-start -->', lines.join('\n'), '<!-- prettier-ignore-end -->'].join('\n\n');
}
