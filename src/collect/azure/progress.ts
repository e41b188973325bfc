/** What is being read, for whoever waits. */
export type Progress =
  | { readonly step: 'read'; readonly type: string; readonly pages: number; readonly rows: number }
  /** Before what takes a call for each VM: how many calls, and about how long in seconds. */
  | { readonly step: 'plan'; readonly calls: number; readonly seconds: number }
  | { readonly step: 'deep'; readonly done: number; readonly of: number };
