// Bundles the product into dist/, which is committed: `npm ci` is not needed to run it.
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** CommonJS packages inside the bundle call `require`, which an ES module does not have. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** What `src/collect/files/grammar.ts` reads beside the bundle: parsers that tell places in source files. */
const GRAMMARS = [
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'node_modules/tree-sitter-bicep/tree-sitter-bicep.wasm',
  'node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm',
];

/** One notice for every package that ended up in the bundle. */
async function writeLicenses(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  const notices = [];
  for (const folder of [...folders].sort()) {
    const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const names = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE'];
    const texts = await Promise.all(
      names.map((name) => readFile(join(root, folder, name), 'utf8').catch(() => undefined)),
    );
    const text = texts.find((each) => each !== undefined) ?? `Licensed under ${manifest.license}.`;
    notices.push(
      `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`,
    );
  }
  await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
}

/** The types of the public API, as one file that imports nothing. */
async function bundleTypes() {
  const bundle = await rollup({
    input: join(root, 'src/index.ts'),
    plugins: [dts()],
    external: [/^node:/],
  });
  const { output } = await bundle.generate({ format: 'es' });
  const foreign = output.flatMap(({ imports }) => imports);
  if (foreign.length > 0) throw new Error(`The public types would need ${foreign.join(', ')}.`);
  return output[0].code;
}

/** What the two bundles have in common. */
const COMMON = {
  write: false,
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  alias: { 'string-width': './src/cli/plain-width.ts' },
  banner: { js: REQUIRE },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** The command line in pieces, so that it starts quickly; the action, which GitHub fetches, as one file. */
const types = bundleTypes();
const bundles = await Promise.all([
  build({
    ...COMMON,
    entryPoints: { cli: 'src/cli.ts', index: 'src/index.ts' },
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  }),
  build({ ...COMMON, entryPoints: { action: 'src/action.ts' } }),
]);
await rm(dist, { recursive: true, force: true });
for (const { path, contents } of bundles.flatMap(({ outputFiles }) => outputFiles)) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}
await writeFile(join(dist, 'index.d.ts'), await types);
await mkdir(join(dist, 'grammars'));
for (const file of GRAMMARS) await copyFile(join(root, file), join(dist, 'grammars', basename(file)));
await writeLicenses([...bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs)), ...GRAMMARS]);
await chmod(join(dist, 'cli.js'), 0o755);
