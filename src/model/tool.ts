/** What reports call us. GitHub knows alerts by this name: it must never change. */
export const TOOL = { name: 'backup-lint', version: '0.1.0' } as const;
