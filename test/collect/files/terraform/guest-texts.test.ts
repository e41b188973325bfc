import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import type { GuestText } from '../../../../src/collect/files/terraform/guest-texts.js';
import { changed, estate, PROVIDERS, RESOURCES } from './estate.js';
import { only, planOf, refers, rowsIn, type Planned } from './plan.js';

const VM = 'Microsoft.Compute/virtualMachines';
const CLOUD_INIT = '#cloud-config\nbootcmd:\n  - echo ä\n';

async function textsOf(changes: Record<string, Planned>): Promise<readonly GuestText[]> {
  let seen: readonly GuestText[] = [];
  await rowsIn(planOf({ resources: estate(changes), providers: PROVIDERS }), {
    guestSetupIn: (texts) => {
      seen = texts;
      return undefined;
    },
  });
  return seen;
}

test('custom and user data are decoded, compressed or not', async () => {
  const path = ['properties', 'osProfile', 'customData'];
  const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64');
  for (const custom_data of [base64(CLOUD_INIT), base64(gzipSync(CLOUD_INIT)), CLOUD_INIT])
    expect(await textsOf({ vm: changed(RESOURCES.vm, { custom_data }) })).toEqual([
      { text: CLOUD_INIT, path },
    ]);
  expect(await textsOf({ vm: changed(RESOURCES.vm, { user_data: base64('#!/bin/sh\n') }) })).toEqual([
    { text: '#!/bin/sh\n', path: ['properties', 'userData'] },
  ]);
  expect(await textsOf({})).toEqual([]);
});

test('a text that swells beyond measure is not unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000)).toString('base64');
  const [found] = await textsOf({ vm: changed(RESOURCES.vm, { custom_data: bomb }) });
  expect(found?.text).toBe(bomb);
});

test('what extensions run belongs to their VM, and is not in any row', async () => {
  const extension: Planned = {
    address: 'azurerm_virtual_machine_extension.script',
    values: {
      name: 'script',
      type: 'CustomScript',
      settings: JSON.stringify({ commandToExecute: 'netsh interface ip set address' }),
      protected_settings: JSON.stringify({ script: Buffer.from('dhcp4: false').toString('base64') }),
    },
    unknown: { id: true, virtual_machine_id: true },
    sensitive: { protected_settings: true },
    expressions: { virtual_machine_id: refers('azurerm_linux_virtual_machine.app.id') },
  };
  expect(await textsOf({ extension })).toEqual([
    {
      text: 'netsh interface ip set address',
      path: ['resources', 0, 'properties', 'settings', 'commandToExecute'],
    },
    { text: 'dhcp4: false', path: ['resources', 0, 'properties', 'protectedSettings', 'script'] },
  ]);
  const plan = planOf({ resources: estate({ extension }), providers: PROVIDERS });
  const what = { what: 'netsh', path: ['resources', 0, 'properties', 'settings', 'commandToExecute'] };
  const rows = await rowsIn(plan, { guestSetupIn: () => ({ staticAddress: what }) });
  const vm = only(rows, VM);
  expect(vm.guest).toEqual({ staticAddress: what });
  const { line, column } = vm.sighting!.placeOf(what.path);
  const text = JSON.stringify(plan, null, 2).split('\n');
  expect(text[line - 1]?.slice(column - 1)).toMatch(/^"settings": /);
  expect(JSON.stringify(rows.map(({ properties }) => properties))).not.toContain('netsh');
});
