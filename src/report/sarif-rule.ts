import type { ReportingDescriptor } from 'sarif';
import { helpFor } from '../model/help.js';
import { levelsOf, type Level, type Policy } from '../model/policy.js';

/** SARIF's `security-severity` (a text) makes GitHub rank alerts: 7.0 and more is high, 4.0 medium. */
const SEVERITY: Readonly<Record<Level, string>> = { error: '8.0', warning: '5.5', note: '2.5' };
const PROBLEM: Readonly<Record<Level, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
};

/** The rule of a policy, within GitHub's limits: a policy may be anybody's. */
export function ruleOf(policy: Policy): ReportingDescriptor {
  const [worst = policy.level] = levelsOf(policy);
  const help = helpFor(policy.help);
  const links = policy.links.map((link) => `- ${link}`).join('\n');
  const markdown = links === '' ? help : `${help.trimEnd()}\n\n${links}\n`;
  const [paragraph = policy.title] = help.split(/\n\s*\n/);
  return {
    id: policy.id,
    name: cut(
      policy.id.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase()),
      255,
    ),
    shortDescription: { text: cut(policy.title, 1000) },
    fullDescription: { text: cut(plain(paragraph), 1000) },
    help: { text: markdown, markdown },
    ...(policy.links[0] === undefined ? {} : { helpUri: policy.links[0] }),
    defaultConfiguration: { level: policy.level },
    properties: {
      precision: policy.precision,
      'security-severity': SEVERITY[worst],
      'problem.severity': PROBLEM[worst],
      // The schema takes none twice, and GitHub then nothing at all.
      tags: [...new Set(['security', 'azure', 'backup', ...policy.errorCodes])].slice(0, 10),
    },
  };
}

/** A paragraph of Markdown as plain text; what it leads to is left out. */
function plain(markdown: string): string {
  return markdown
    .replace(/\*\*|`/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/:$/, '.');
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
