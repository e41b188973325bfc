import { parse } from 'yaml';
import { isJsonObject } from '../../to-row.js';

interface GuestFile {
  readonly path: string;
  readonly content: string;
}

/** What a text writes into the guest, and what it runs there. */
export interface GuestTexts {
  readonly files: readonly GuestFile[];
  readonly scripts: readonly string[];
}

/**
 * Takes a text apart: the files and commands of a cloud-config, or a script with the files that it writes. A `network`
 * key in user data is left alone, as cloud-init leaves it
 * (https://docs.cloud-init.io/en/latest/reference/network-config.html).
 */
export function filesAndScriptsIn(text: string): GuestTexts {
  if (!/^#cloud-config\s*$/m.test(text)) return scriptIn(text);
  const config = parsedYaml(text.slice(text.search(/^#cloud-config\s*$/m)));
  if (!isJsonObject(config)) return { files: [], scripts: [] };
  const files = listOf(config.write_files).flatMap(fileOf);
  const commands = [...listOf(config.bootcmd), ...listOf(config.runcmd)].map(commandOf).join('\n');
  const parts = [scriptIn(commands), ...files.filter(isScript).map(({ content }) => scriptIn(content))];
  return {
    files: [...files, ...parts.flatMap((part) => part.files)],
    scripts: parts.flatMap((part) => part.scripts),
  };
}

/** YAML as a value; undefined where it is none. Aliases are bounded, so that it cannot be blown up. */
export function parsedYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 50, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** https://docs.cloud-init.io/en/latest/reference/modules.html#write-files */
function fileOf(value: unknown): GuestFile[] {
  if (!isJsonObject(value)) return [];
  const { path, content, encoding } = value;
  if (typeof path !== 'string' || typeof content !== 'string') return [];
  const isBase64 = typeof encoding === 'string' && /^(?:b64|base64)$/i.test(encoding);
  return [{ path, content: isBase64 ? Buffer.from(content, 'base64').toString('utf8') : content }];
}

function commandOf(value: unknown): string {
  return Array.isArray(value) ? (value as unknown[]).map(String).join(' ') : String(value);
}

/** A file that is no configuration may be a script that one of the commands runs. */
function isScript({ path, content }: GuestFile): boolean {
  return content.startsWith('#!') || /\.(?:sh|ps1|cmd|bat)$/i.test(path);
}

/** Longer lines and more files than these are no set-up of a network. */
const LONGEST_LINE = 4096;
const MOST_FILES = 50;

/** `cat > FILE <<EOF`, `tee FILE <<EOF`: the file, and the script without its lines. */
function scriptIn(text: string): GuestTexts {
  const files: GuestFile[] = [];
  const rest: string[] = [];
  let looks = 0;
  const lines = text.split(/\r?\n/).map((line) => line.slice(0, LONGEST_LINE));
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, word] = /<<-?\s*["']?(\w+)["']?/.exec(line) ?? [];
    const [, path] = /(?:>>?|\btee(?:\s+-a)?)\s*["']?(\/[\w./-]+)/.exec(line) ?? [];
    const isFile = word !== undefined && path !== undefined && ++looks <= MOST_FILES;
    const end = isFile ? lines.findIndex((each, index) => index > at && each.trim() === word) : -1;
    if (path === undefined || end < 0) rest.push(line);
    else {
      files.push({ path, content: lines.slice(at + 1, end).join('\n') });
      at = end;
    }
  }
  return { files, scripts: [rest.join('\n')] };
}
