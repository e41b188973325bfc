import { expect, test } from '@jest/globals';
import { sizeTraitsOf } from '../../../src/join/vm/size.js';

/** Size, premium storage, Azure Boost size without crash-consistent backups (learn.microsoft.com, vm-naming-conventions). */
test.each([
  ['Standard_D4s_v3', true, false],
  ['DS2_v2', true, false],
  ['B2ms', true, false],
  ['E32-8s_v3', true, false],
  ['E8as_v5', true, false],
  ['D2_v3', false, false],
  ['D4s_v6', true, true],
  ['D4as_v7', true, true],
  ['Standard_D4as_v6', true, false],
  ['Standard_E4d_v6', false, true],
  ['Standard_D4ps_v5', true, false],
  ['Standard_D4ps_v6', true, undefined],
  ['Standard_A1_v2', false, false],
  ['Basic_A0', false, false],
  ['Standard_GS5', true, false],
  ['Standard_F8s', true, false],
  ['Standard_NC24ads_A100_v4', true, false],
  ['Standard_NV6', false, false],
  ['Standard_M416-208s_v2', true, false],
  ['standard_ds3_v2_promo', true, false],
  ['Standard_DC4as_v5', true, false],
  ['Standard_F8alds_v7', true, true],
])('%s', (size, premiumStorage, boost) => {
  expect(sizeTraitsOf(size)).toMatchObject({ premiumStorage, boost });
});

test.each(['', 'Large', '[parameters(size)]', 'Standard_'])('%j follows no convention', (size) => {
  expect(sizeTraitsOf(size)).toBeUndefined();
});
