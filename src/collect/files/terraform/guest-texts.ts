import type { GuestSetup, RowPath } from '../../../model/sighting.js';
import { guestSetupIn } from '../guest-setup.js';
import { objectIn } from './azapi.js';
import { at } from './json.js';
import type { PlannedResource } from './plan.js';
import type { RowDraft } from './row-draft.js';
import { jsonPathOf, type AttributePath } from './source-block.js';

/** A text that runs in the guest, and where it stands in the row, which does not hold it. */
interface GuestText {
  readonly text: string;
  readonly path: RowPath;
}

interface GuestAttribute {
  readonly from: AttributePath;
  readonly to: RowPath;
  /** Of an attribute that is JSON in a text: the property that holds the guest text. */
  readonly inside?: string;
}

const CUSTOM_DATA = ['properties', 'osProfile', 'customData'];
const USER_DATA = ['properties', 'userData'];

const VM_TEXTS: readonly GuestAttribute[] = [
  { from: ['custom_data'], to: CUSTOM_DATA },
  { from: ['user_data'], to: USER_DATA },
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
  ['azurerm_virtual_machine', [{ from: ['os_profile', 0, 'custom_data'], to: CUSTOM_DATA }]],
  ['azurerm_virtual_machine_extension', EXTENSION_TEXTS],
  ['azapi_resource', [CUSTOM_DATA, USER_DATA].map((to) => ({ from: ['body', ...to], to }))],
]);

/** What the texts of a VM, or of an extension with a script, set up in the guest; undefined where it is nothing. */
export function guestSetupOf(resource: PlannedResource): GuestSetup | undefined {
  let found: GuestSetup | undefined;
  for (const { text, path } of guestTextsOf(resource)) {
    const setup = guestSetupIn(text, path);
    if (setup !== undefined) found = { ...setup, ...found };
  }
  return found;
}

/**
 * The texts that a planned resource runs in the guest: cloud-init, scripts, commands, in base64 or clear. They may
 * hold secrets: they are to be looked at, never kept or shown.
 */
function guestTextsOf(resource: PlannedResource): GuestText[] {
  return (ATTRIBUTES.get(resource.type) ?? []).flatMap(({ from, to, inside }) => {
    const value = valueIn(resource, from);
    const text = inside === undefined ? value : at(objectIn(value), inside);
    return typeof text === 'string' && text !== '' ? [{ text, path: to }] : [];
  });
}

/** Says where the guest texts of a row stand. */
export function placeGuestTexts(draft: RowDraft): void {
  const { resource } = draft;
  for (const { from, to } of ATTRIBUTES.get(resource.type) ?? []) draft.place(to, { resource, path: from });
}

function valueIn({ values }: PlannedResource, path: AttributePath): unknown {
  let value: unknown = values;
  for (const step of jsonPathOf(path)) {
    if (typeof step === 'number') value = Array.isArray(value) ? (value as unknown[])[step] : undefined;
    else value = step === 'body' ? objectIn(at(value, step)) : at(value, step);
  }
  return value;
}
