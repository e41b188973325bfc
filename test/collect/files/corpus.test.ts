import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { collectFiles, type FileInventory } from '../../../src/collect/files/collect-files.js';
import { PLANS } from '../../../src/collect/files/terraform/plans.js';
import { TYPES, type Row } from '../../../src/model/row.js';
import { Unknown } from '../../../src/model/unknown.js';
import { scan } from '../../../src/scan.js';
import { SHIPPED_POLICIES } from '../../../src/shipped-policies.js';

const CORPUS = join(import.meta.dirname, '../../../../shared/corpus');
const FOLDERS = ['quickstart', 'avm-bicep', 'bicep-samples', 'checkov-arm', 'psrule-azure'].map((name) =>
  join(CORPUS, name),
);

const inCorpus = existsSync(CORPUS) ? describe : describe.skip;
if (!existsSync(CORPUS)) console.warn('The corpus is not here: its tests are skipped.');

inCorpus('templates that nobody here wrote', () => {
  let inventory: FileInventory;
  let rows: Row[];
  let milliseconds: number;

  beforeAll(async () => {
    const started = performance.now();
    inventory = await collectFiles(FOLDERS, {
      takenAt: '2026-11-22T02:00:00Z',
      root: CORPUS,
      searchPath: '',
    });
    milliseconds = performance.now() - started;
    rows = [...inventory.shared];
    for await (const slice of inventory.slices) rows.push(...slice.resources);
  });

  const vms = () => rows.filter(({ type }) => type.toLowerCase() === TYPES.vm);

  test('are read, without a crash and soon', () => {
    expect(inventory.recognised).toBeGreaterThan(350);
    expect(vms().length).toBeGreaterThan(250);
    // docs/infrastructure-files.md tells what it takes on an idle machine; this is only against a hang.
    expect(milliseconds).toBeLessThan(15_000);
  });

  test('only those that are broken in themselves are problems', () => {
    expect(inventory.problems.map(({ file, message }) => `${file.replace(/^.*\//, '')}: ${message}`)).toEqual(
      ['invalid.json: The template has no list of resources.'],
    );
  });

  test('every place is in a file, every id is one', () => {
    for (const { id, sighting } of rows) {
      expect(id).toMatch(/^(?:\/|<)/);
      expect(sighting?.placeOf(['properties']).line).toBeGreaterThan(0);
    }
  });

  test('the network interfaces of nearly all VMs join', () => {
    const ids = new Set(rows.map(({ id }) => id.toLowerCase()));
    const references = vms().flatMap(({ properties }) => {
      const { networkProfile } = properties as {
        networkProfile?: { networkInterfaces?: { id?: unknown }[] };
      };
      const list = networkProfile?.networkInterfaces;
      return Array.isArray(list) ? list.map(({ id }) => id) : [];
    });
    const known = references.filter((id) => typeof id === 'string');
    const joined = known.filter((id) => ids.has(id.toLowerCase()));
    expect(references.length).toBeGreaterThan(250);
    expect(known.length / references.length).toBeGreaterThan(0.9);
    expect(joined.length / references.length).toBeGreaterThan(0.8);
  });

  test('what is unresolved says why', () => {
    const details = rows.flatMap(({ properties }) => unknownsIn(properties)).map(({ detail }) => detail);
    expect(details.length).toBeGreaterThan(1000);
    expect(details.filter((detail) => !/^[A-Za-z].*\.$/s.test(detail) || detail.length > 300)).toEqual([]);
    expect(details.filter((detail) => detail.includes('does not know the function'))).toEqual([]);
  });

  test('no two of them have the same label, and none is long', () => {
    const labels = rows.flatMap(({ type, sighting }) =>
      sighting?.label === undefined ? [] : [`${type} ${sighting.label}`],
    );
    expect(labels.length).toBeGreaterThan(500);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    expect(labels.filter((label) => /<[0-9a-f]{12}>/.test(label))).toEqual([]);
    const fragments = labels.map((label) => label.slice(label.indexOf('#') + 1));
    expect(fragments.filter((fragment) => fragment.length > 140)).toEqual([]);
  });

  test('are judged: nothing is told in stand-ins, and nobody is blamed wrongly', async () => {
    const enabled = SHIPPED_POLICIES.filter((policy) => policy.enabled);
    const { policies, ...told } = await scan({ inventory, policies: enabled });
    expect(policies).toHaveLength(enabled.length);
    expect(JSON.stringify(told)).not.toMatch(/<[0-9a-f]{12}>/);
    expect(told.summary).toMatchObject({ protected: null, complete: true });
    expect(told.summary.subjects).toBe(vms().length);
    // Looked at by hand: three VMs with unmanaged disks.
    const serious = told.findings.filter(({ level }) => level !== 'note');
    expect(
      serious.map(({ policy, level, resourceId }) => `${policy} ${level} ${resourceId.replace(/^.*\//, '')}`),
    ).toEqual(['managed-disks error cb-vm', 'managed-disks error gw-vm', 'managed-disks error rdsh-0']);
    expect(told.findings.filter(({ places }) => places.some(({ line }) => line === undefined))).toEqual([]);
  });

  test('plans of other projects are read', async () => {
    const folders = ['tf-plan-infracost', 'tf-plan-policy-library-avm', 'tf-plan-terraform-compliance'];
    const plans = await collectFiles(
      folders.map((name) => join(CORPUS, name)),
      {
        takenAt: '2026-11-22T02:00:00Z',
        root: CORPUS,
        plans: PLANS,
        searchPath: '',
      },
    );
    expect(plans.problems).toEqual([]);
    const report = await scan({ inventory: plans, policies: SHIPPED_POLICIES });
    expect(report.findings).toEqual([]);
  });

  test('no secret is in the rows', () => {
    const secret = /"(?:customData|userData|adminPassword|protectedSettings|commandToExecute)"/i;
    expect(rows.filter((row) => secret.test(JSON.stringify(row))).map(({ id }) => id)).toEqual([]);
  });
});

function unknownsIn(value: unknown): Unknown[] {
  if (value instanceof Unknown) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(unknownsIn);
}
