import type { Report } from '../model/report.js';
import { isStale } from '../model/waiver.js';
import type { Format } from '../report/index.js';
import { safeText } from '../report/safe-text.js';
import { count } from '../report/words.js';
import { EXIT, hasNewFindings, isEmpty, type Gate } from './exit-code.js';
import type { Io } from './io.js';
import type { Output } from './outputs.js';
import { whatIsUnseen } from './what-is-unseen.js';

/** At most so many names are told. */
const MAX_NAMES = 10;

/** Formats whose headline says it. */
const HEADED: readonly Format[] = ['text', 'markdown'];

/** What was chosen by name and is not there: nobody should think that it was checked. */
export async function tellNotFound(
  { judged: { notFound = [] } }: Report,
  outputs: readonly Output<Format>[],
  io: Io,
): Promise<void> {
  const isTold = outputs.length === 0 || outputs.some(({ format }) => HEADED.includes(format));
  if (notFound.length === 0 || isTold) return;
  const told = notFound.slice(0, MAX_NAMES).map((name) => `"${name}"`);
  const more = notFound.length > MAX_NAMES ? ` and ${notFound.length - MAX_NAMES} more` : '';
  await io.stderr(
    `${safeText(`No VM was found for ${told.join(', ')}${more}: check --vm and --resource-group.`)}\n`,
  );
}

/**
 * Says why the exit code is not 0 where the report alone does not make it plain.
 *
 * @param recognised how many infrastructure files were recognised; undefined where none were asked for
 */
export async function explainCode(
  code: number,
  report: Report,
  gate: Gate,
  io: Io,
  recognised?: number,
): Promise<void> {
  if (code !== EXIT.nothing && recognised === 0 && report.source.kind !== 'files')
    await io.stderr('No infrastructure file was recognised: only what exists was judged.\n');
  if (code === EXIT.nothing) {
    await io.stderr(`Nothing was checked: ${whyNothing(report, recognised)}. --allow-empty accepts that.\n`);
  }
  if (code === EXIT.incomplete) {
    await io.stderr(
      'The scan is incomplete: what could not be read may hide failures. --allow-incomplete accepts that.\n',
    );
  }
  const untold = report.findings
    .filter(({ baseline }) => baseline === 'unknown')
    .map((finding) => ({ ...finding, baseline: 'new' as const }));
  if (hasNewFindings(untold, gate.failOn)) {
    const findings = count(untold.length, 'finding');
    await io.stderr(`Of ${findings} it cannot be told whether they are new, so they do not count.\n`);
  }
  const stale = report.waivers?.filter(isStale).length ?? 0;
  if (stale > 0 && gate.strictWaivers) {
    const need = stale === 1 ? 'needs' : 'need';
    await io.stderr(`${count(stale, 'waiver')} ${need} attention, which --strict-waivers does not accept.\n`);
  }
  if (code === EXIT.ok && gate.allowEmpty && isEmpty(report)) await io.stderr('Nothing was checked.\n');
}

function whyNothing({ source, summary }: Report, recognised?: number): string {
  if (recognised === 0) return 'no infrastructure file was recognised';
  if (summary.subjects > 0) return 'no policy could be decided for any VM';
  return whatIsUnseen(source) ?? 'no VM is in scope';
}
