import { safeText } from './safe-text.js';

/** GitHub cuts a message there (UTF-16 units, with room for what comes after). */
const MESSAGE = 4000;

type Properties = Readonly<Record<string, string | number | undefined>>;

/**
 * A command to the runner of GitHub Actions, as a line.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 *
 * @param message may have lines; each is to be safe text already
 */
export function workflowCommand(name: string, properties: Properties, message: string): string {
  const parts = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${inProperty(safeText(String(value)))}`],
  );
  const short = message.length <= MESSAGE ? message : `${message.slice(0, MESSAGE)}…`;
  const told = parts.length === 0 ? '' : ` ${parts.join(',')}`;
  return `::${name}${told}::${commandText(short.toWellFormed())}\n`;
}

/** A text as the message of a command, uncut. */
export function commandText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
  return commandText(text.toWellFormed()).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
