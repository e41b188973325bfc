import { afterAll } from '@jest/globals';
import { ClientSecretCredential } from '@azure/identity';
import { collectAzure } from '../../../src/collect/azure/collect-azure.js';
import type { LiveOptions } from '../../../src/collect/azure/live-options.js';
import { lowerId } from '../../../src/model/arm-id.js';
import type { Cloud } from '../../../src/model/cloud.js';
import type { Inventory } from '../../../src/model/inventory.js';
import type { Row } from '../../../src/model/row.js';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../azure-emulator/emulator.js';
import { TAKEN_AT } from '../../estate/inventory.js';
import { FakeClock } from './fake-clock.js';
import { trust } from './loopback.js';

const running: Emulator[] = [];
const collected: Inventory[] = [];
afterAll(async () => {
  for (const inventory of collected) await inventory.close?.();
  await Promise.all(running.map((emulator) => emulator.close()));
});

/** An emulator that is gone when the tests of a file are done; this process trusts its certificate. */
export async function emulate(options: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  trust(emulator.certificate);
  return emulator;
}

/** What a live scan of an emulator gives. */
export async function collect(emulator: Emulator, options: Partial<LiveOptions> = {}): Promise<Inventory> {
  const cloud = { ...emulator.cloud, authority: emulator.url, custom: true } as unknown as Cloud;
  const {
    AZURE_TENANT_ID: tenant = '',
    AZURE_CLIENT_ID: client = '',
    AZURE_CLIENT_SECRET: secret = '',
  } = emulator.env;
  const inventory = await collectAzure({
    cloud,
    scope: { tenant: true },
    takenAt: TAKEN_AT,
    userAgent: 'test',
    clock: new FakeClock(),
    credential: () =>
      Promise.resolve(
        new ClientSecretCredential(tenant, client, secret, {
          authorityHost: emulator.url,
          disableInstanceDiscovery: true,
        }),
      ),
    ...options,
  });
  collected.push(inventory);
  return inventory;
}

/** All rows of an inventory, by type and id. */
export async function rowsOf(inventory: Inventory): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  const keep = (row: Row) => rows.set(`${row.type.toLowerCase()} ${lowerId(row.id)}`, row);
  for (const row of inventory.shared) keep(row);
  for await (const slice of inventory.slices) for (const row of slice.resources) keep(row);
  return rows;
}
