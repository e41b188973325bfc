import type { ErrorCode } from './error-codes/error-code.js';
import { GUEST_CODES } from './error-codes/guest.js';
import { RESTORE_CODES } from './error-codes/restore.js';
import { SERVICE_CODES } from './error-codes/service.js';
import { SNAPSHOT_CODES } from './error-codes/snapshot.js';
import { VM_CODES } from './error-codes/vm.js';

export type { ErrorCode } from './error-codes/error-code.js';

/** Every error code that Microsoft's pages on the backup of Azure VMs name, as far as we have read them. */
export const ERROR_CODES: readonly ErrorCode[] = [
  ...SNAPSHOT_CODES,
  ...VM_CODES,
  ...SERVICE_CODES,
  ...GUEST_CODES,
  ...RESTORE_CODES,
];

/** The error code of that name, by any of its spellings, letter case aside. */
export function findErrorCode(name: string): ErrorCode | undefined {
  const lower = name.toLowerCase();
  return ERROR_CODES.find(({ code, aliases }) =>
    [code, ...aliases].some((each) => each.toLowerCase() === lower),
  );
}

/**
 * The spelling under which an error code is compared with others; undefined for a code that wraps the error of another
 * service and so names no cause.
 */
export function causeNamedBy(errorCode: string): string | undefined {
  const known = findErrorCode(errorCode);
  return known?.wrapper === true ? undefined : (known?.code ?? errorCode).toLowerCase();
}
