import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Report } from '../../src/model/report.js';
import { finding, sample } from '../report/sample.js';
import { temporaryFolder } from '../temporary.js';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions: Readonly<Record<string, string>>;
        readonly 'timeout-minutes': number;
        readonly steps: readonly Step[];
      }
    >
  >;
}

const FOLDER = 'examples/workflows';
const OURS = '<owner>/backup-lint@<version>';
const folder = temporaryFolder();
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const workflowOf = (name: string) => parse(textOf(name)) as Workflow;
const names = readdirSync(FOLDER);
const action = parse(readFileSync('action.yml', 'utf8')) as {
  readonly inputs: object;
  readonly outputs: object;
};

/** What each action of others needs of the job's token, and its inputs that are used here. */
const OTHERS: Readonly<
  Record<string, { readonly needs: readonly string[]; readonly inputs: readonly string[] }>
> = {
  'actions/cache/restore@v5': { needs: [], inputs: ['path', 'key', 'restore-keys'] },
  'actions/cache/save@v5': { needs: [], inputs: ['path', 'key'] },
  'actions/checkout@v6': { needs: ['contents: read'], inputs: ['persist-credentials'] },
  'actions/upload-artifact@v6': { needs: [], inputs: ['name', 'path', 'retention-days'] },
  'azure/login@v3': {
    needs: ['id-token: write'],
    inputs: ['client-id', 'tenant-id', 'allow-no-subscriptions'],
  },
  'github/codeql-action/upload-sarif@v4': {
    needs: ['actions: read', 'security-events: write'],
    inputs: ['sarif_file'],
  },
};

function needsOf({ uses, run = '', with: inputs = {} }: Step): readonly string[] {
  if (uses === OURS) return Object.hasOwn(inputs, 'client-id') ? ['id-token: write'] : [];
  if (uses === undefined) return run.includes('gh issue') ? ['issues: write'] : [];
  return OTHERS[uses]?.needs ?? [`${uses} is not known`];
}

describe.each(names)('%s', (name) => {
  const workflow = workflowOf(name);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test('runs on known events, in a limited time, with no more rights than its steps need', () => {
    const events = ['pull_request', 'push', 'schedule', 'workflow_dispatch'];
    expect(Object.keys(workflow.on).filter((event) => !events.includes(event))).toEqual([]);
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) {
      const given = Object.entries(job.permissions).map(([right, access]) => `${right}: ${access}`);
      expect(given.sort()).toEqual([...new Set(job.steps.flatMap(needsOf))].sort());
      expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
    }
  });

  test('uses actions of a version, with inputs that they have', () => {
    for (const { uses, with: inputs = {} } of steps) {
      if (uses === undefined) continue;
      const known = uses === OURS ? Object.keys(action.inputs) : OTHERS[uses]?.inputs;
      expect(known).toEqual(expect.arrayContaining(Object.keys(inputs)));
    }
  });

  test('reads outputs that there are, and puts no expression into a script', () => {
    const read = [...textOf(name).matchAll(/steps\.scan\.outputs\.([\w-]+)/g)].map(([, output]) => output);
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(read));
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  test('uploads nothing of a scan that is not complete', () => {
    const uploads = [...textOf(name).matchAll(/upload-sarif@v4\n {8}if: (.*)\n/g)].map(([, when]) => when);
    expect(uploads).toEqual(["${{ !cancelled() && steps.scan.outputs.complete == 'true' }}"]);
  });
});

describe('the issue about a night', () => {
  const hostile = 'See @everyone and <img src=x> in `vm`](https://evil)';
  const report = {
    ...sample,
    findings: [
      finding('vm-agent-ready', { message: hostile, baseline: 'new' }),
      finding('guest-dhcp', { message: 'Old.', baseline: 'unchanged' }),
    ],
  };
  const untold = {
    ...report,
    findings: [finding('vm-agent-ready', { message: 'Was not seen.', baseline: 'unknown' })],
  };
  const nothing = { ...report, findings: report.findings.slice(1) };
  const script = workflowOf('nightly.yml').jobs.scan?.steps.find(({ id }) => id === 'tell')?.run ?? '';

  /** Runs the step with a `gh` that says which issue is open and what it holds. */
  function tell(issue: string, holds = '', told: Report = report) {
    const file = folder.write('report.json', JSON.stringify(told));
    const gh = `#!/bin/sh\ncase "$2" in list) echo '${issue}';; view) echo '${holds}';; *) echo "$@" >> calls; cat new.md >> calls;; esac\n`;
    chmodSync(folder.write('gh', gh), 0o755);
    folder.write('calls', '');
    const { status, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', folder.write('tell.sh', script)],
      {
        encoding: 'utf8',
        cwd: folder.path,
        env: {
          PATH: `${folder.path}:${process.env.PATH ?? ''}`,
          REPORT: file,
          RUN: 'https://run',
          TITLE: 'Title',
          RUNNER_TEMP: folder.path,
        },
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return readFileSync(join(folder.path, 'calls'), 'utf8');
  }

  test('is made once, says what is new, and grows only when something else is', () => {
    if (spawnSync('jq', ['--version']).status !== 0) {
      console.warn('There is no jq here: the script of the nightly workflow is not run.');
      return;
    }
    const made = tell('');
    expect(made).toMatch(
      /^issue create --title Title --body-file .*\nNew findings: 1\. \[The run\]\(https:\/\/run\)/,
    );
    expect(made).toContain('- error vm-agent-ready: See  everyone and  img src=x  in  vm  (https://evil)');
    expect(made).not.toContain('Old.');
    const mark = /<!-- ([0-9a-f]{40}) -->/.exec(made)?.[1] ?? '';
    expect(mark).not.toBe('');
    expect(tell('7', `{"body":"<!-- ${mark} -->"}`)).toBe('');
    expect(tell('7', '{"body":"another night"}')).toMatch(/^issue comment 7 --body-file /);
    expect(tell('', '', untold)).toContain(
      '- error vm-agent-ready: Was not seen. (It was not seen whether it is new.)',
    );
    expect(tell('', '', nothing)).toBe('');
  });
});
