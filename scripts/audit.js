// Asks the registry for known weaknesses of the packages in the lockfile. Some registries (mirrors) cannot say: that is
// told, and is no failure.
import { spawnSync } from 'node:child_process';

const { stdout, stderr } = spawnSync('npm', ['audit', '--json', '--audit-level=high'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
let report;
try {
  report = JSON.parse(stdout);
} catch {
  report = { error: { summary: stderr } };
}
if (report.metadata?.vulnerabilities === undefined) {
  console.log('npm audit: skipped, the registry has no such endpoint or cannot be reached.');
} else {
  const { high = 0, critical = 0, total = 0 } = report.metadata.vulnerabilities;
  console.log(`npm audit: ${total} known weaknesses, ${high + critical} of them high or critical.`);
  for (const [name, { severity }] of Object.entries(report.vulnerabilities ?? {}))
    console.log(`  ${name}: ${severity}`);
  if (high + critical > 0) process.exitCode = 1;
}
