import type { Gap } from '../model/inventory.js';
import type { Policy } from '../model/policy.js';
import type { BackupVerdicts, Finding, Outcome, Report, Summary, UnknownEntry } from '../model/report.js';
import { SUBJECT_TYPES, type Subject, type SubjectKind } from '../model/subject.js';
import { BackupHistory, type Predicted } from './backup-history.js';
import { Findings } from './findings.js';
import { compilePolicy, judgePolicy, openListsOf, type CompiledPolicy } from './judge-policy.js';
import { faultOf } from './places.js';
import { Unknowns } from './unknowns.js';

/** What a scan found, ready for the report. */
export type Found = Pick<Report, 'summary' | 'findings' | 'unknowns' | 'backups'>;

/** Judges subjects one after another against a set of policies and keeps what a report needs of them. */
export class Verdicts {
  readonly #policies = new Map<SubjectKind, CompiledPolicy[]>();
  readonly #policyCount: number;
  readonly #findings = new Findings();
  readonly #unknowns = new Unknowns();
  readonly #outcomes: Record<Outcome, number> = { pass: 0, fail: 0, notApplicable: 0, unknown: 0 };
  readonly #judgedTypes: ReadonlySet<string>;
  readonly #history = new BackupHistory();
  #vms = 0;
  #protected = 0;
  #protectionKnown = 0;
  #failing = 0;

  constructor(policies: readonly Policy[]) {
    for (const policy of policies) {
      const ofKind = this.#policies.get(policy.subject) ?? [];
      ofKind.push(compilePolicy(policy));
      this.#policies.set(policy.subject, ofKind);
    }
    this.#policyCount = policies.length;
    this.#judgedTypes = new Set(policies.map((policy) => SUBJECT_TYPES[policy.subject]));
  }

  /** Judges one subject against every policy for its kind. */
  judge(subject: Subject): void {
    const open = openListsOf(subject);
    let fails = false;
    const predicted: Predicted[] = [];
    for (const compiled of this.#policies.get(subject.kind) ?? []) {
      const verdict = judgePolicy(compiled, subject, open);
      this.#outcomes[verdict.outcome]++;
      for (const pointer of verdict.faults) {
        const fault = faultOf(compiled, subject, pointer, open);
        const draft = this.#findings.add(compiled.policy, subject, fault);
        predicted.push({ draft, fault });
        fails ||= fault.judged.level === 'error' && fault.judged.fails === 'next-backup';
      }
      if (verdict.unknowns.length > 0) this.#unknowns.add(compiled.policy.id, subject, verdict.unknowns);
    }
    if (subject.kind === 'vm') this.#count(subject, fails);
    if (subject.kind === 'vm' && subject.protected === true) this.#history.add(subject, predicted);
  }

  #count(vm: Subject, fails: boolean): void {
    this.#vms++;
    if (vm.protected === undefined) return;
    this.#protectionKnown++;
    if (!vm.protected) return;
    this.#protected++;
    if (fails) this.#failing++;
  }

  /** Everything that was judged so far. `gaps` are those of the source. */
  result(gaps: readonly Gap[]): Found {
    const findings = this.#findings.toList();
    const unknowns = this.#unknowns.toList();
    const backups = this.#history.result();
    const seesProtection = this.#vms === 0 || this.#protectionKnown > 0;
    return {
      summary: {
        subjects: this.#vms,
        protected: seesProtection ? this.#protected : null,
        failing: seesProtection ? this.#failing : null,
        policies: this.#policyCount,
        complete: this.#isComplete(unknowns, gaps),
        findings: countLevels(findings),
        outcomes: { ...this.#outcomes },
        backups: seesProtection ? countsOf(backups) : null,
      },
      backups,
      findings,
      unknowns,
    };
  }

  /** Incomplete: a policy needed what could not be read, or there may be subjects that were not read at all. */
  #isComplete(unknowns: readonly UnknownEntry[], gaps: readonly Gap[]): boolean {
    if (unknowns.some((entry) => entry.reason === 'unreadable')) return false;
    return !gaps.some(({ what }) => what === '*' || this.#judgedTypes.has(what.toLowerCase()));
  }
}

function countsOf({ confirmed, predicted, unexplained }: BackupVerdicts): Summary['backups'] {
  return { confirmed: confirmed.length, predicted: predicted.length, unexplained: unexplained.length };
}

function countLevels(findings: readonly Finding[]): Summary['findings'] {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { level } of findings) counts[level]++;
  return counts;
}
