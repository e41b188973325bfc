import { gunzipSync } from 'node:zlib';
import type { RowPath } from '../../../model/sighting.js';
import { at } from './json.js';
import type { PlannedResource } from './plan.js';
import type { RowDraft } from './row-draft.js';
import { jsonPathOf, type AttributePath } from './source-block.js';

/** A text that runs in the guest, and where it stands in the row, which does not hold it. */
export interface GuestText {
  readonly text: string;
  readonly path: RowPath;
}

interface GuestAttribute {
  readonly from: AttributePath;
  readonly to: RowPath;
  /** Of an attribute that is JSON in a text: the property that holds the guest text. */
  readonly inside?: string;
}

const VM_TEXTS: readonly GuestAttribute[] = [
  { from: ['custom_data'], to: ['properties', 'osProfile', 'customData'] },
  { from: ['user_data'], to: ['properties', 'userData'] },
];

const EXTENSION_TEXTS: readonly GuestAttribute[] = ['settings', 'protected_settings'].flatMap((from) =>
  ['commandToExecute', 'script'].map((inside) => ({
    from: [from],
    to: ['properties', from === 'settings' ? from : 'protectedSettings', inside],
    inside,
  })),
);

/** Which attributes hold text that runs in the guest. */
const ATTRIBUTES: ReadonlyMap<string, readonly GuestAttribute[]> = new Map([
  ['azurerm_linux_virtual_machine', VM_TEXTS],
  ['azurerm_windows_virtual_machine', VM_TEXTS],
  [
    'azurerm_virtual_machine',
    [{ from: ['os_profile', 0, 'custom_data'], to: ['properties', 'osProfile', 'customData'] }],
  ],
  ['azurerm_virtual_machine_extension', EXTENSION_TEXTS],
]);

/** Larger texts are no setup of a guest: Azure takes 64 KiB. */
const MAX_SIZE = 1024 * 1024;

/**
 * The texts that a planned resource runs in the guest (cloud-init, scripts, commands), decoded. They may hold secrets:
 * they are to be looked at, never kept or shown.
 */
function guestTextsOf(resource: PlannedResource): GuestText[] {
  return (ATTRIBUTES.get(resource.type) ?? []).flatMap(({ from, to, inside }) => {
    const value = valueIn(resource, from);
    const text = inside === undefined ? value : insideOf(value, inside);
    return typeof text === 'string' && text !== '' && text.length <= MAX_SIZE
      ? [{ text: decoded(text), path: to }]
      : [];
  });
}

/** Says where the guest texts of a row stand. */
export function placeGuestTexts(draft: RowDraft): void {
  const { resource } = draft;
  for (const { from, to } of ATTRIBUTES.get(resource.type) ?? []) draft.place(to, { resource, path: from });
}

/** Extensions stand in the `resources` of their VM, as ARM nests them. */
export function addExtensionTexts(vm: RowDraft, extension: PlannedResource): void {
  const texts = guestTextsOf(extension);
  if (texts.length === 0) return;
  const place = ['resources', vm.extensionTexts.length];
  for (const { from, to } of EXTENSION_TEXTS)
    vm.place([...place, ...to], { resource: extension, path: from });
  vm.extensionTexts.push(texts.map(({ text, path }) => ({ text, path: [...place, ...path] })));
}

/** The texts that a VM runs: its own and those of its extensions. */
export function guestTextsIn(vm: RowDraft): GuestText[] {
  return [...guestTextsOf(vm.resource), ...vm.extensionTexts.flat()];
}

function valueIn(resource: PlannedResource, path: AttributePath): unknown {
  let value: unknown = resource.values;
  for (const step of jsonPathOf(path))
    value =
      typeof step === 'number'
        ? Array.isArray(value)
          ? (value as unknown[])[step]
          : undefined
        : at(value, step);
  return value;
}

function insideOf(value: unknown, name: string): unknown {
  if (typeof value !== 'string' || value.length > MAX_SIZE) return undefined;
  try {
    return at(JSON.parse(value), name);
  } catch {
    return undefined;
  }
}

/** Base64, compressed or not, as cloud-init takes it; any other text as it is. */
function decoded(text: string): string {
  const packed = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(packed) || packed.length % 4 !== 0) return text;
  const bytes = Buffer.from(text, 'base64');
  try {
    const plain =
      bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: MAX_SIZE }) : bytes;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return text;
  }
}
