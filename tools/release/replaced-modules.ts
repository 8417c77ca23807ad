import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { shippedFiles } from '../../src/release/shipped-files.ts'
import { SHIPPED_FOLDERS, type ShippedFolder } from '../../src/release/shipped-folders.ts'
import { rasterParts } from '../../src/server/show/raster-parts.ts'
import { packageVersion } from '../../src/suite/package-version.ts'
import { suiteDigest } from '../../src/suite/suite-digest.ts'

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url))

/**
 * Puts into the bundle what the program reads from its source tree otherwise: each module that does so is replaced by one
 * that exports the same names and holds the values. The suite digest is that of the sources, so that source and release
 * judge under the same name.
 */
export async function replacedModules(): Promise<Plugin> {
  const modules = new Map([
    ['release/shipped-files.ts', shippedFilesModule()],
    ['suite/package-version.ts', `export const packageVersion = () => ${JSON.stringify(packageVersion())}\n`],
    ['suite/suite-digest.ts', `export const suiteDigest = () => ${JSON.stringify(suiteDigest())}\n`],
    ['server/accounts/bcrypt-thread-url.ts', await threadModule('accounts/bcrypt-thread.ts', 'BCRYPT_THREAD')],
    ['server/ingest/upload-thread-url.ts', await threadModule('ingest/upload-thread.ts', 'UPLOAD_THREAD')],
    ['server/show/raster-parts.ts', rasterPartsModule()],
  ])
  // A module that was renamed must not silently stay what it is.
  for (const path of modules.keys()) readFileSync(`${SOURCE}${path}`)
  return {
    name: 'replaced-modules',
    setup(bundler) {
      bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = path.startsWith(SOURCE) ? modules.get(path.slice(SOURCE.length)) : undefined
        return contents === undefined ? undefined : { contents, loader: 'js' }
      })
    },
  }
}

function shippedFilesModule(): string {
  const folders = Object.keys(SHIPPED_FOLDERS) as ShippedFolder[]
  const texts = Object.fromEntries(folders.map((folder) => [folder, [...shippedFiles(folder)]]))
  return `const TEXTS = ${JSON.stringify(texts)}
export const shippedFiles = (folder) => new Map(TEXTS[folder])
export function shippedFile(folder, name) {
  const text = shippedFiles(folder).get(name)
  if (text === undefined) throw new Error(folder + '/' + name + ' does not belong to this program')
  return text
}
`
}

/** A thread needs a program of its own; as a data URL it needs no file of its own. */
async function threadModule(path: string, name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${SOURCE}server/${path}`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    write: false,
    logLevel: 'warning',
  })
  const program = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  return `export const ${name} = new URL('data:text/javascript;base64,${program}')\n`
}

/** Packed, they are a third as large; they are unpacked for the first picture only. */
function rasterPartsModule(): string {
  // The best quality would take ten times as long for an eighth less.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  const parts = Object.entries(rasterParts()).map(
    ([name, bytes]) => `${name}: unpack('${brotliCompressSync(bytes, { params }).toString('base64')}')`,
  )
  return `import { brotliDecompressSync } from 'node:zlib'
const unpack = (text) => brotliDecompressSync(Buffer.from(text, 'base64'))
export const rasterParts = () => ({ ${parts.join(', ')} })
`
}
