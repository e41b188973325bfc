import { UserError } from '../model/user-error.js';
import type { Waiver } from '../model/waiver.js';
import type { YamlText } from '../yaml-text.js';

/** A waiver as the schema of the configuration lets it be. */
export type WrittenWaiver = Partial<Waiver> & Pick<Waiver, 'reason' | 'until'>;

/**
 * The waiver at a place of the configuration.
 *
 * @throws UserError for one that is about every finding, or until a day that there is not
 */
export function waiverOf(written: WrittenWaiver, pointer: string, yaml: YamlText): Waiver {
  const { policy = '*', resource = '**', until } = written;
  if (policy === '*' && /^[*/?]+$/.test(resource)) {
    throw new UserError(
      `${yaml.whereIs(pointer)}: this waiver is about every finding.`,
      'Name a policy, a resource, or both.',
    );
  }
  const moment = Date.parse(until);
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== until)
    throw new UserError(`${yaml.whereIs(`${pointer}/until`)}: there is no day ${until}.`);
  return { ...written, policy, resource, place: yaml.placeOf(pointer) };
}
