import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as treeSitterModule from 'web-tree-sitter';
import type { Parser } from 'web-tree-sitter';

type TreeSitter = typeof treeSitterModule;

/** The languages of which we ask places: the file of the grammar, and the package that brings it. */
const GRAMMARS = {
  hcl: { file: 'tree-sitter-hcl.wasm', from: '@tree-sitter-grammars/tree-sitter-hcl' },
  bicep: { file: 'tree-sitter-bicep.wasm', from: 'tree-sitter-bicep' },
} as const;

const RUNTIME = { file: 'web-tree-sitter.wasm', from: 'web-tree-sitter' } as const;

/** Where `scripts/build.js` puts the files: beside the bundle, seen from it and from one of its chunks. */
const BUNDLED = ['./grammars/', '../grammars/'];

let runtime: Promise<TreeSitter> | undefined;
const parsers = new Map<keyof typeof GRAMMARS, Promise<Parser>>();

/**
 * The parser of a language; each is loaded once, when it is first asked for. It is for places only: what a file means
 * is read elsewhere. Trees that it makes must be deleted by who made them (`tree.delete()`).
 */
export function loadGrammar(language: keyof typeof GRAMMARS): Promise<Parser> {
  let parser = parsers.get(language);
  if (parser === undefined) parsers.set(language, (parser = parserOf(language)));
  return parser;
}

async function parserOf(language: keyof typeof GRAMMARS): Promise<Parser> {
  runtime ??= start();
  const [{ Parser, Language }, grammar] = await Promise.all([runtime, bytesOf(GRAMMARS[language])]);
  return new Parser().setLanguage(await Language.load(grammar));
}

async function start(): Promise<TreeSitter> {
  const [treeSitter, wasmBinary] = await Promise.all([import('web-tree-sitter'), bytesOf(RUNTIME)]);
  await treeSitter.Parser.init({ wasmBinary });
  return treeSitter;
}

/** The bytes of a file that the bundle carries; in the repository, of the package that brings it. */
async function bytesOf({ file, from }: { file: string; from: string }): Promise<Uint8Array<ArrayBuffer>> {
  for (const folder of BUNDLED) {
    const path = fileURLToPath(new URL(folder + file, import.meta.url));
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return new Uint8Array(await readFile(path));
  }
  return new Uint8Array(await readFile(createRequire(import.meta.url).resolve(`${from}/${file}`)));
}
