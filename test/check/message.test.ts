import { expect, test } from '@jest/globals';
import { messageOf } from '../../src/check/message.js';

const context = {
  document: { name: 'vm-1', disks: [{ sizeGiB: 3 }] },
  it: { name: undefined, sizeGiB: 3, tags: [1, 2], settings: {}, vault: null },
  value: undefined,
};

test.each([
  ['Disk {name} has {sizeGiB} GiB.', 'Disk (name not known) has 3 GiB.'],
  ['{/name} is in {/location}.', 'vm-1 is in (location not known).'],
  ['{/disks/0/sizeGiB}, {/disks/0/name}', '3, (name not known)'],
  ['It is {value}.', 'It is (not known).'],
  ['{tags} tags, {settings}, {vault}', '2 tags, (an object), (none)'],
])('%s', (template, text) => expect(messageOf(template, context)).toBe(text));
