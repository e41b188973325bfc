import { open } from 'node:fs/promises';
import { decoded, isUtf16 } from './read-text.js';

/** What a file looks like from its beginning. JSON of these kinds is parsed to be sure; all else is left alone. */
export type FileKind = 'json' | 'bicep' | 'bicepparam' | 'inventory' | 'other';

/** Templates name their schema in the first lines; a plan its version, or its configuration where `jq -S` sorted it. */
const HEAD = 64 << 10;

const OURS =
  /deploymentTemplate\.json|deploymentParameters\.json|"(contentVersion|format_version|terraform_version|provider_config)"/i;

/** Recognises a file by its name and the first part of its text, which is cheap for the many that are none of ours. */
export async function recogniseFile(path: string): Promise<FileKind> {
  if (/\.bicep$/i.test(path)) return 'bicep';
  if (/\.bicepparam$/i.test(path)) return 'bicepparam';
  const head = textOf(await headOf(path));
  if (/^\s*\{\s*"backupLintInventory"/.test(head) || head.startsWith('\u001F\u008B')) return 'inventory';
  return OURS.test(head) ? 'json' : 'other';
}

/** The first bytes of a file. */
export async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  return isUtf16(buffer) ? decoded(buffer) : buffer.toString('latin1');
}

/** Whether parsed JSON is a list of resources or an inventory, such as `--inventory` takes. */
export function looksLikeInventory(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return false;
  if (Object.hasOwn(first, 'backupLintInventory')) return true;
  const { id, value: list, data } = first as Record<string, unknown>;
  return (typeof id === 'string' && id.startsWith('/')) || Array.isArray(list) || Array.isArray(data);
}
