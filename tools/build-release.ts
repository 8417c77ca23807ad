/**
 * Builds what a release consists of: the npm tarball `siegel-<version>.tgz` with everything bundled, the single file
 * `siegel-<version>.mjs`, the judges of this version and of all earlier ones (`judges/`), the licences of what is in them, and
 * `SHA256SUMS`. The same sources give the same bytes.
 *
 * Usage: npm run release [-- --out DIRECTORY]
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildJudges } from './release/build-judges.ts'
import { bundle } from './release/bundle.ts'
import { thirdPartyLicences } from './release/third-party-licences.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const EMBEDDED_DATABASE = '@electric-sql/pglite'
/** The embedded database looks for these beside its own code. */
const DATABASE_FILES = ['pglite.wasm', 'pglite.data', 'initdb.wasm']
/** Of earlier releases, as each was built; `npm run release` puts the new one into the folder of what it builds. */
const JUDGES = 'judges'
const LICENCES = 'THIRD-PARTY-LICENCES.txt'

/** Says what is missing before Node stumbles over something that it does not know. */
const LAUNCHER = `#!/usr/bin/env node
if (Number(process.versions.node.split('.')[0]) >= 24) import('../dist/siegel.mjs')
else {
  console.error('siegel: Node.js 24 or newer is needed; this is ' + process.versions.node + '. https://nodejs.org/')
  process.exitCode = 3
}
`

const { values } = parseArgs({ options: { out: { type: 'string', default: join(ROOT, 'dist') } } })
const out = resolve(values.out)
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>
const version = String(manifest.version)

const staging = mkdtempSync(join(tmpdir(), 'siegel-release-'))
try {
  mkdirSync(out, { recursive: true })
  const judges = await buildAllJudges()
  const files = [await buildTarball(), await buildSingleFile(), LICENCES, ...judges]
  const sums = files.map(
    (file) =>
      `${createHash('sha256')
        .update(readFileSync(join(out, file)))
        .digest('hex')}  ${file}\n`,
  )
  writeFileSync(join(out, 'SHA256SUMS'), sums.join(''))
  for (const file of [...files, 'SHA256SUMS']) console.log(join(out, file))
} finally {
  rmSync(staging, { recursive: true })
}

async function buildAllJudges(): Promise<string[]> {
  const folder = join(out, JUDGES)
  rmSync(folder, { recursive: true, force: true })
  await buildJudges({ directory: folder })
  if (existsSync(join(ROOT, JUDGES))) cpSync(join(ROOT, JUDGES), folder, { recursive: true })
  return readdirSync(folder)
    .sort()
    .map((name) => join(JUDGES, name))
}

async function buildTarball(): Promise<string> {
  const folder = join(staging, 'package')
  const metafile = await bundle({
    directory: join(folder, 'dist'),
    name: 'siegel',
    form: 'several-files',
    external: [],
  })
  for (const file of DATABASE_FILES) {
    copyFileSync(join(ROOT, 'node_modules', EMBEDDED_DATABASE, 'dist', file), join(folder, 'dist', file))
  }
  cpSync(join(out, JUDGES), join(folder, 'dist', JUDGES), { recursive: true })
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin', 'siegel.mjs'), LAUNCHER, { mode: 0o755 })
  for (const file of ['LICENSE', 'CHANGELOG.md', 'README.md']) copyFileSync(join(ROOT, file), join(folder, file))
  cpSync(join(ROOT, 'docs'), join(folder, 'docs'), { recursive: true })
  const licences = thirdPartyLicences(metafile)
  writeFileSync(join(folder, LICENCES), licences)
  writeFileSync(join(out, LICENCES), licences)
  const { name, description, license } = manifest
  const published = { name, version, description, license, type: 'module', engines: { node: '>=24' } }
  const contents = { bin: { siegel: 'bin/siegel.mjs' }, files: ['bin', 'dist', 'docs', LICENCES, 'CHANGELOG.md'] }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...published, ...contents }, null, 2)}\n`)
  const packed = spawnSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', out], { cwd: folder })
  if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`)
  return `${String(name)}-${version}.tgz`
}

async function buildSingleFile(): Promise<string> {
  const file = `siegel-${version}.mjs`
  // Its 15 MB of WebAssembly would have to be read at the start of every command.
  await bundle({ directory: staging, name: `siegel-${version}`, form: 'one-file', external: [EMBEDDED_DATABASE] })
  copyFileSync(join(staging, file), join(out, file))
  chmodSync(join(out, file), 0o755)
  return file
}
