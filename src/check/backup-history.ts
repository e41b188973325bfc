import { lowerId } from '../model/arm-id.js';
import { causeNamedBy } from '../model/error-codes.js';
import type { BackupVerdicts } from '../model/report.js';
import type { Subject } from '../model/subject.js';
import { fingerprintOf, type Draft } from './findings.js';
import type { Fault } from './places.js';
import { valueAt } from './pointer.js';

/** A fault of a VM, and the finding that it went into. */
export interface Predicted {
  readonly draft: Draft;
  readonly fault: Fault;
}

interface Drafts {
  readonly confirmed: (BackupVerdicts['confirmed'][number] & { readonly key: string })[];
  readonly predicted: (BackupVerdicts['predicted'][number] & { readonly key: string })[];
  readonly unexplained: (BackupVerdicts['unexplained'][number] & { readonly key: string })[];
}

/**
 * Holds what was predicted of protected VMs against what Azure Backup said of their last backup: confirmed where a
 * finding names the error code of the failure, predicted where there was no failure yet, unexplained where the backup
 * failed and no finding names the code.
 */
export class BackupHistory {
  readonly #drafts: Drafts = { confirmed: [], predicted: [], unexplained: [] };

  /** Takes a VM that is known to be protected, and marks the findings that its last backup confirms. */
  add(vm: Subject, faults: readonly Predicted[]): void {
    const key = lowerId(vm.id);
    const own = faults.filter(({ fault }) => !isServicesWord(fault));
    if (valueAt(vm.document, '/protection/lastBackupStatus') !== 'Failed') {
      const findings = fingerprintsOf(own.filter(({ fault }) => predictsFailure(fault)));
      if (findings.length > 0) this.#drafts.predicted.push({ key, subject: vm.id, findings });
      return;
    }
    const errorCode = textAt(vm, '/protection/lastErrorCode');
    const confirmed = errorCode === null ? [] : own.filter(({ fault }) => names(fault, errorCode));
    if (errorCode === null || confirmed.length === 0) {
      const message = textAt(vm, '/protection/lastErrorMessage');
      this.#drafts.unexplained.push({ key, subject: vm.id, errorCode, message });
      return;
    }
    for (const { draft } of confirmed) draft.confirmed.set(key, { subject: vm.id, errorCode });
    this.#drafts.confirmed.push({ key, subject: vm.id, errorCode, findings: fingerprintsOf(confirmed) });
  }

  /** The VMs by what was said of them, in the order of their ids. */
  result(): BackupVerdicts {
    const { confirmed, predicted, unexplained } = this.#drafts;
    return {
      confirmed: inOrder(confirmed),
      predicted: inOrder(predicted),
      unexplained: inOrder(unexplained),
    };
  }
}

function inOrder<T extends { readonly key: string }>(drafts: readonly T[]): Omit<T, 'key'>[] {
  return [...drafts]
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ key: _, ...entry }) => entry);
}

function fingerprintsOf(predicted: readonly Predicted[]): string[] {
  return [...new Set(predicted.map(({ draft }) => fingerprintOf(draft)))].sort();
}

/** A policy that only repeats what the service said of the last backup explains nothing. */
function isServicesWord({ place }: Fault): boolean {
  return place.path.startsWith('/protection/last');
}

function predictsFailure({ judged }: Fault): boolean {
  return judged.level === 'error' && judged.fails === 'next-backup';
}

/** Whether the fault names the error code, whatever its spelling. */
function names({ judged }: Fault, errorCode: string): boolean {
  const cause = causeNamedBy(errorCode);
  return cause !== undefined && judged.errorCodes.some((code) => causeNamedBy(code) === cause);
}

function textAt({ document }: Subject, pointer: string): string | null {
  const value = valueAt(document, pointer);
  return typeof value === 'string' ? value : null;
}
