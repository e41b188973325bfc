/** A point in a text file, counted from 1. */
export interface FilePlace {
  /** Path with `/`, relative to the root of the repository, else to the working directory. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The way to a value in a row: `['properties', 'storageProfile', 'dataDisks', 0, 'diskSizeGB']`. */
export type RowPath = readonly (string | number)[];

/** Where in an infrastructure file a row was read. */
export interface Sighting {
  /**
   * What to call the resource where its ARM id is not fully known: `<file>#<symbolic name or Terraform address>`.
   * Left out where the row's id is the resolved ARM id. The row's own id is then unique, and the references of other
   * rows of the files use it, but it is shown to nobody.
   */
  readonly label?: string;
  /** The place of a value, or of the nearest thing around it that is written down. */
  readonly placeOf: (path: RowPath) => FilePlace;
}

/** What a file puts into the guest and what that does there (cloud-init, scripts); told without quoting it. */
export interface GuestSetup {
  /** What turns DHCP off or sets a static address, in words, for example "netplan: dhcp4: false". */
  readonly staticAddress?: GuestHint;
  /** What turns the VM agent off, in words. */
  readonly agentOff?: GuestHint;
}

interface GuestHint {
  /** In a few words, without anything of the text that may be secret. */
  readonly what: string;
  /** Where the text stands in the row. */
  readonly path: RowPath;
}
