import { describe, expect, test } from '@jest/globals';
import { CLOUDS } from '../../src/model/cloud.js';
import { REPORTERS } from '../../src/report/index.js';
import { hideIds } from '../../src/triage/hide-ids.js';
import { redact } from '../../src/triage/redact.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import { sample } from '../report/sample.js';

const SUBSCRIPTION = '11111111-1111-1111-1111-111111111111';
const TENANT = '99999999-0000-0000-0000-000000000000';
const plain = { color: false, quiet: false };

test('the same id is the same placeholder, whatever its letter case and what stands around it', () => {
  const id = 'AbCdEf01-2345-6789-ABCD-ef0123456789';
  const hidden = hideIds(id);
  expect(hidden).toMatch(/^00000000-0000-0000-0000-[0-9a-f]{12}$/);
  expect(hideIds(`see /subscriptions/${id.toLowerCase()}/x, ${id}`)).toBe(
    `see /subscriptions/${hidden}/x, ${hidden}`,
  );
  expect(hideIds(hidden)).toBe(hidden);
  expect(hideIds(id.replace('A', 'B'))).not.toBe(hidden);
});

test('ids that are the same in every tenant are no secret', () => {
  for (const { backupAppId } of CLOUDS)
    if (backupAppId !== null) expect(hideIds(backupAppId)).toBe(backupAppId);
  expect(JSON.stringify(redact(sample).policies)).toBe(JSON.stringify(SHIPPED_POLICIES));
});

describe.each(Object.entries(REPORTERS))('%s', (_, reporter) => {
  const written = [...reporter(redact(sample), plain)].join('');

  test('has no id of the tenant, and says the rest', () => {
    expect([...reporter(sample, plain)].join('')).toMatch(new RegExp(`${SUBSCRIPTION}|${TENANT}`));
    expect(written).not.toMatch(new RegExp(`${SUBSCRIPTION}|${TENANT}`, 'i'));
    expect(written).toContain('vm-agent-ready');
    expect(written).toContain(hideIds(SUBSCRIPTION));
  });
});

test('fingerprints and names stay, so that runs can be compared', () => {
  const { findings, redacted } = redact(sample);
  expect(redacted).toBe(true);
  expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(
    sample.findings.map(({ fingerprint }) => fingerprint),
  );
  expect(findings[1]?.resourceId).toBe(
    sample.findings[1]?.resourceId.replace(SUBSCRIPTION, hideIds(SUBSCRIPTION)),
  );
});

test('keys that are names of objects stay data', () => {
  const source = JSON.parse(`{"kind":"azure","takenAt":"","__proto__":{"a":"${TENANT}"},"${TENANT}":1}`) as {
    kind: string;
    takenAt: string;
  };
  const hidden = JSON.stringify(redact({ ...sample, source }).source);
  expect(hidden).toContain('__proto__');
  expect(hidden).not.toContain(TENANT);
});
