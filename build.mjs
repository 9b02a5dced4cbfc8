#!/usr/bin/env node
/**
 * Makes `dist/`, which is what npm gets: the library (`startMock`) as an ES module and as CommonJS, each with its types, and
 * the commands as compiled modules. Prism, the words that data is made of and the sender of bursts are built in: who
 * installs the package does not install the two hundred packages below them.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const root = dirname(fileURLToPath(import.meta.url));
const dist = resolve(root, process.argv[2] ?? 'dist');
const require = createRequire(import.meta.url);

/** Packages whose code is built in. All others are dependencies of the package. */
const BUILT_IN = /^(@stoplight\/|@faker-js\/faker|autocannon|swagger2openapi)/;

const all = () => readdirSync(dist, { recursive: true }).map((name) => join(dist, String(name)));

/** Built-in CommonJS loads Node's own modules by `require`. */
const BANNER = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
};

/** Leaves our other modules, and the packages that are dependencies, where they are. */
const others = (/** @type {boolean} */ keepsOurs) => ({
  name: 'others',
  setup: (/** @type {import('esbuild').PluginBuild} */ { onResolve }) =>
    onResolve({ filter: /.*/ }, ({ path, importer, kind, namespace }) => {
      if (kind === 'entry-point' || /node_modules/.test(importer) || namespace !== 'file') return undefined;
      if (path.startsWith('.')) return keepsOurs ? { path, external: true } : undefined;
      return BUILT_IN.test(path) ? undefined : { path, external: true };
    }),
});

/** Smaller or bundler-friendly forms of built-in packages. */
const lighter = {
  name: 'lighter',
  setup(/** @type {import('esbuild').PluginBuild} */ { onResolve, onLoad }) {
    // Its main entry loads its parts by a name that no bundler sees through.
    onResolve({ filter: /^jsonc-parser$/ }, () => ({ path: require.resolve('jsonc-parser/lib/esm/main.js') }));
    // Prism makes examples from English words alone; the main entry brings those of seventy languages.
    onResolve({ filter: /^@faker-js\/faker$/ }, ({ importer, resolveDir }) =>
      importer.includes('prism-http') ? { path: resolveDir, namespace: 'english' } : undefined,
    );
    // Prism checks each schema by the meta-schema first: an eighth of a start, and a contract is checked when it is read.
    onLoad({ filter: /prism-http\/dist\/validator\/validators\/utils\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const changed = text.replace('allErrors: true,', 'allErrors: true, validateSchema: false,');
      if (changed === text) throw new Error(`${path} has changed: look for its options of Ajv.`);
      return { contents: changed };
    });
    onLoad({ filter: /.*/, namespace: 'english' }, ({ path }) => ({
      contents: `exports.default = require('@faker-js/faker/locale/en');`,
      resolveDir: path,
    }));
  },
};

rmSync(dist, { recursive: true, force: true });
execFileSync(
  process.execPath,
  [require.resolve('typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json'), '--outDir', dist, '--noCheck'],
  { stdio: 'inherit' },
);

const outputs = [await commands(), await library('esm'), await library('cjs')];
await types();
licences(outputs);
swaggerUi();
await contract();

/** Builds packages into those of the compiled modules that import them. */
async function commands() {
  const entryPoints = all().filter((file) => {
    if (!file.endsWith('.js')) return false;
    const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g);
    return [...imports].some(([, name = '']) => BUILT_IN.test(name));
  });
  return build({
    ...{ ...COMMON, entryPoints, outdir: dist, outbase: dist, allowOverwrite: true, banner: BANNER },
    ...{ format: 'esm', splitting: true, chunkNames: 'built-in/[hash]', plugins: [lighter, others(true)] },
  });
}

/** Builds the library: what only some mocks need (pages, faults, Prism's examples) stays apart and is loaded when wanted. */
function library(/** @type {'esm' | 'cjs'} */ format) {
  const entryPoints = { index: join(root, 'mocks/public.ts') };
  const esm = /** @type {const} */ ({ format, splitting: true, chunkNames: 'library/[name]-[hash]', banner: BANNER });
  // Test runners that load CommonJS have no import() there: what is loaded when wanted is loaded by require.
  const url = "const __url = require('node:url').pathToFileURL(__filename).href;";
  const cjs = {
    format,
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': '__url' },
    banner: { js: url },
    supported: { 'dynamic-import': false },
  };
  return build({
    ...COMMON,
    entryPoints,
    outdir: dist,
    plugins: [lighter, others(false)],
    ...(format === 'esm' ? esm : cjs),
  });
}

/** Rolls the library's types into one file, which imports nothing, and removes those of the compiled modules. */
async function types() {
  const bundle = await rollup({
    input: join(root, 'mocks/public.ts'),
    plugins: [dts({ tsconfig: join(root, 'tsconfig.json') })],
    external: /^(?!\.|\/)/,
  });
  const { output } = await bundle.generate({ format: 'es' });
  for (const file of all()) if (file.endsWith('.d.ts')) rmSync(file);
  // So that it compiles without Node's types: a Buffer is a Uint8Array.
  // `await using` came with TypeScript 5.2: older compilers and libraries do not know its symbol.
  const symbol = 'declare global { interface SymbolConstructor { readonly asyncDispose: unique symbol; } }\n';
  const text = symbol + output[0].code.replaceAll('Buffer | null', 'Uint8Array | null');
  for (const name of ['index.d.ts', 'index.d.cts']) writeFileSync(join(dist, name), text);
}

/** Names what is built in, and under which licence. */
function licences(/** @type {import('esbuild').BuildResult[]} */ results) {
  const folders = new Set(
    results.flatMap(({ metafile }) =>
      Object.keys(metafile?.inputs ?? {}).flatMap((input) =>
        input.startsWith('english:') ? [] : (/^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []),
      ),
    ),
  );
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8') : ''}`;
  });
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n`));
  process.stderr.write(`built ${relative(root, dist)}: ${String(folders.size)} packages built in\n`);
}

/** Takes the two files of Swagger UI that its page needs; the package itself reports each installation to its makers. */
function swaggerUi() {
  const from = dirname(require.resolve('swagger-ui-dist/package.json'));
  mkdirSync(join(dist, 'swagger-ui'));
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'LICENSE', 'NOTICE'])
    cpSync(join(from, name), join(dist, 'swagger-ui', name));
}

/** Parses the contract once for all starts; the library does not trust it when the file was changed since. */
async function contract() {
  const { loadContract, DEFAULT_CONTRACT } = await import(join(dist, 'spec/contract.js'));
  const { textHash } = await import(join(dist, 'spec/prepared.js'));
  const { document } = loadContract(DEFAULT_CONTRACT);
  const prepared = { of: textHash(readFileSync(DEFAULT_CONTRACT, 'utf8')), document };
  writeFileSync(join(dist, 'contract.json'), JSON.stringify(prepared));
  const { prismDocument } = await import(join(dist, 'mocks/engine/document.js'));
  const { transformed } = await import(join(dist, 'mocks/engine/prism-transform.js'));
  const taken = prismDocument(loadContract(DEFAULT_CONTRACT));
  const of = textHash(JSON.stringify(taken));
  writeFileSync(join(dist, 'operations.json'), JSON.stringify({ of, operations: await transformed(taken) }));
}
