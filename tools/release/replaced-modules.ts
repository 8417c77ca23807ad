import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { shippedFiles } from '../../src/release/shipped-files.ts'
import { SHIPPED_FOLDERS, type ShippedFolder } from '../../src/release/shipped-folders.ts'
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
