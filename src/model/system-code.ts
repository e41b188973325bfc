/** The code of an error of Node's (`ENOENT`, `Z_BUF_ERROR`, …), or an empty text for anything else. */
export function systemCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

/** Why a file cannot be read, for people. */
export function whyUnreadable(error: unknown): string {
  const code = systemCodeOf(error);
  return (Object.hasOwn(READ_ERRORS, code) ? READ_ERRORS[code] : undefined) ?? (code || String(error));
}
