/** What the name of a VM size says about it. */
export interface SizeTraits {
  /** Whether it can use premium storage: the letter "s" among the features, or a DS or GS series. */
  readonly premiumStorage: boolean;
  /**
   * Whether it is an Azure Boost size on which Azure Backup takes no crash-consistent snapshot (Intel from v6, AMD
   * from v7); undefined for an Arm size from v6, which no page places.
   */
  readonly boost: boolean | undefined;
  /** The generation: 5 of Standard_D4s_v5, 1 where the name has none. */
  readonly version: number;
}

/** Family, vCPUs, constrained vCPUs, features, accelerator, version, promotion. */
const SIZE =
  /^(?:(?:standard|basic)_)?([a-z]+)(\d+)(?:-\d+)?([a-z]*)(?:_[a-z][a-z0-9]*?)??(?:_v(\d+))?(?:_promo)?$/;

/**
 * Reads a size name by Azure's naming conventions
 * (https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions), or gives undefined for a name that does
 * not follow them. Letter case does not matter.
 */
export function sizeTraitsOf(size: string): SizeTraits | undefined {
  const [matched, family = '', , features = '', version = '1'] = SIZE.exec(size.toLowerCase()) ?? [];
  if (matched === undefined) return undefined;
  const premiumStorage = features.includes('s') || family === 'ds' || family === 'gs';
  return { premiumStorage, boost: isBoost(features, Number(version)), version: Number(version) };
}

function isBoost(features: string, version: number): boolean | undefined {
  if (version < 6) return false;
  if (features.includes('p')) return undefined;
  return features.includes('a') ? version >= 7 : true;
}
