import type { GuestSetup, RowPath } from '../../model/sighting.js';

export function guestSetupIn(_text: string, _path: RowPath): GuestSetup | undefined {
  return undefined;
}
