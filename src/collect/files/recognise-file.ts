import { open } from 'node:fs/promises';

/** What a file looks like from its beginning. JSON of these kinds is parsed to be sure; all else is left alone. */
export type FileKind = 'json' | 'bicep' | 'bicepparam' | 'inventory' | 'other';

/** Templates name their schema in the first lines; a plan its version. */
const HEAD = 64 << 10;

const OURS =
  /deploymentTemplate\.json|deploymentParameters\.json|"contentVersion"|"format_version"|"terraform_version"/i;

/** Recognises a file by its name and the first part of its text, which is cheap for the many that are none of ours. */
export async function recogniseFile(path: string): Promise<FileKind> {
  if (/\.bicep$/i.test(path)) return 'bicep';
  if (/\.bicepparam$/i.test(path)) return 'bicepparam';
  const head = await headOf(path);
  if (/^\s*\{\s*"backupLintInventory"/.test(head) || head.startsWith('\u001F\u008B')) return 'inventory';
  return OURS.test(head) ? 'json' : 'other';
}

async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    return bytes.toString(isUtf16 ? 'utf16le' : 'latin1');
  } finally {
    await file.close();
  }
}

/** Whether parsed JSON is a list of resources or an inventory, such as `--inventory` takes. */
export function looksLikeInventory(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return false;
  if (Object.hasOwn(first, 'backupLintInventory')) return true;
  const { id, value: list, data } = first as Record<string, unknown>;
  return (typeof id === 'string' && id.startsWith('/')) || Array.isArray(list) || Array.isArray(data);
}
