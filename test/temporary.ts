import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A folder that is gone when the tests of a file are done. */
export function temporaryFolder(): {
  path: string;
  write: (name: string, content: string | Buffer) => string;
} {
  const path = mkdtempSync(join(tmpdir(), 'backup-lint-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write: (name, content) => {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
  };
}
