// json-rules-engine over the rows of an estate: node rules.js FILE. Prints how many rows each rule found.
import { readFile } from 'node:fs/promises';
import { Engine } from 'json-rules-engine';

const row = (path, operator, value) => ({ fact: 'row', path, operator, value });
const rule = (name, type, path, operator, value) => ({
  conditions: { all: [row('$.type', 'equal', type), row(path, operator, value)] },
  event: { type: name },
});
const engine = new Engine(
  [
    rule('disk-size-supported', 'microsoft.compute/disks', '$.properties.diskSizeGB', 'greaterThan', 32768),
    rule(
      'vm-provisioning-succeeded',
      'microsoft.compute/virtualmachines',
      '$.properties.provisioningState',
      'equal',
      'Failed',
    ),
    rule(
      'vm-extensions-succeeded',
      'microsoft.compute/virtualmachines/extensions',
      '$.properties.provisioningState',
      'equal',
      'Failed',
    ),
  ],
  { allowUndefinedFacts: true },
);
const counts = {};
for (const each of JSON.parse(await readFile(process.argv[2], 'utf8'))) {
  const { events } = await engine.run({ row: each });
  for (const { type } of events) counts[type] = (counts[type] ?? 0) + 1;
}
console.error(JSON.stringify(counts));
