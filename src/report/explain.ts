import type { ErrorCode } from '../model/error-codes.js';
import { helpFor } from '../model/help.js';
import { levelsOf, type Policy } from '../model/policy.js';
import { safeLines, safeText } from './safe-text.js';
import { FAILS_WORDS } from './words.js';

/** All error codes that a policy names, its levels included. */
export function errorCodesOf(policy: Policy): readonly string[] {
  return [...new Set([...policy.errorCodes, ...policy.levels.flatMap(({ errorCodes = [] }) => errorCodes)])];
}

/** A policy in words: what it requires, how bad it is, how to repair it. */
export function explainPolicy(policy: Policy): string {
  const facts = [
    ...(policy.group === undefined ? [] : [`Group       ${policy.group}`]),
    `Level       ${levelsOf(policy).join(' or ')}`,
    `Fails       ${FAILS_WORDS[policy.fails]}`,
    `Precision   ${policy.precision}`,
    `Prevents    ${errorCodesOf(policy).join(', ') || 'no error code is known'}`,
    ...(policy.aliases.length > 0 ? [`Was called  ${policy.aliases.join(', ')}`] : []),
    ...(policy.enabled ? [] : ['Runs        only when it is named (--policy)']),
  ];
  return [
    `${policy.id}: ${policy.title}`,
    ...[facts.join('\n'), helpFor(policy.help).trimEnd(), policy.links.join('\n')].filter(
      (part) => part !== '',
    ),
  ]
    .map(safeLines)
    .join('\n\n')
    .concat('\n');
}

/** An error code in words: cause, the policies that see it coming, what only the guest can show, how to repair. */
export function explainErrorCode(code: ErrorCode, policies: readonly Policy[]): string {
  const names = [code.code, ...code.aliases].map((name) => name.toLowerCase());
  const covering = policies.filter((policy) =>
    errorCodesOf(policy).some((each) => names.includes(each.toLowerCase())),
  );
  const width = Math.max(0, ...covering.map(({ id }) => id.length));
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `  ${line}`).join('\n')}`];
  return [
    code.code + (code.aliases.length === 0 ? '' : ` (also ${code.aliases.join(', ')})`) + `\n${code.says}`,
    ...section('Cause', [code.cause]),
    ...section(
      'Policies that see it coming',
      covering.length > 0
        ? covering.map(({ id, title }) => `${id.padEnd(width)}  ${safeText(title)}`)
        : [whyNoPolicy(code)],
    ),
    ...section(
      'What only the guest can show',
      code.guestOnly.map((line) => `- ${line}`),
    ),
    ...section(
      'How to repair',
      code.repair.map((line, index) => `${index + 1}. ${line}`),
    ),
    ...section('More', code.links),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Why no policy sees an error code coming. */
function whyNoPolicy({ restoreOnly, guestOnly }: ErrorCode): string {
  if (restoreOnly === true) return 'None: it comes from a restore, and backup-lint judges backups only.';
  return guestOnly.length > 0
    ? 'None: its cause cannot be seen from outside. backup-lint reports it after it has happened (last-backup-succeeded).'
    : 'None: it shows only when it happens (last-backup-succeeded).';
}
