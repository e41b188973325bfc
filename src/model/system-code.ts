/** The code of an error of Node's (`ENOENT`, `Z_BUF_ERROR`, …), or an empty text for anything else. */
export function systemCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
