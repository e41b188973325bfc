// Fails when files that are made from others are not what the repository holds: node scripts/no-diff.js dist policies …
import { spawnSync } from 'node:child_process';

const paths = process.argv.slice(2);
const { status, stdout } = spawnSync('git', ['status', '--porcelain', '--', ...paths], { encoding: 'utf8' });
if (status !== 0 || stdout !== '') {
  console.error(
    `Generated files differ from what is committed; run the command again and commit:\n${stdout}`,
  );
  process.exitCode = 1;
}
