import { Unknown, type Fact } from '../../model/unknown.js';
import { at, known, knownTextOf, type Properties } from '../read.js';

type Support = 'supported' | 'unclear' | 'unseen';

/** Windows before Windows 10 and Windows Server 2016: on the newest support matrix no more. */
const OLD_WINDOWS = /windows\s*(server\s*)?(xp|vista|7|8|8\.1|2003|2008|2012)\b/i;
const OLD_IMAGE = /^(win)?(7|8|8\.1|2003|2008|2012)\b/i;

/**
 * Whether the support matrix lists the guest. Only Windows versions can be told from outside; where the agent does not
 * tell the version, the image of the VM does (https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas).
 */
export function guestSupportOf(
  vm: Properties,
  seen: { readonly osType: Fact<string>; readonly osName: Fact<string | null> },
): Support {
  const { osType, osName } = seen;
  if (osType === 'Linux') return 'supported';
  if (typeof osName === 'string') {
    if (OLD_WINDOWS.test(osName)) return 'unclear';
    return /windows/i.test(osName) ? 'supported' : 'unseen';
  }
  if (osType instanceof Unknown) return 'unseen';
  const sku = known(at(vm, 'storageProfile', 'imageReference', 'sku'));
  const publisher = known(at(vm, 'storageProfile', 'imageReference', 'publisher'));
  if (!/^microsoftwindows/i.test(knownTextOf(publisher) ?? '')) return 'unseen';
  const name = knownTextOf(sku);
  if (name === undefined) return 'unseen';
  return OLD_IMAGE.test(name) ? 'unclear' : 'supported';
}
