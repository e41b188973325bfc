import type { Row } from '../../model/row.js';
import { bodyOf } from '../read.js';

/** Whether a protected item stands only in an infrastructure file: nothing in it is of the service. */
export function isPlannedItem(row: Row): boolean {
  const body = bodyOf(row);
  const told = [body.lastBackupStatus, body.currentProtectionState, body.healthStatus, body.lastBackupTime];
  return row.sighting !== undefined && told.every((each) => each === undefined);
}
