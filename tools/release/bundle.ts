import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'
import { replacedModules } from './replaced-modules.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What packages in CommonJS expect to find; `#!` makes the file a program. */
const BANNER = `#!/usr/bin/env node
import { createRequire as makeRequire } from 'node:module'
import { fileURLToPath as pathOfUrl } from 'node:url'
const require = makeRequire(import.meta.url)
const __filename = pathOfUrl(import.meta.url)
const __dirname = pathOfUrl(new URL('.', import.meta.url))
`

export interface BundleWish {
  readonly directory: string
  /** Without `.mjs`. */
  readonly name: string
  /** One file for all, or one for what every command needs and others that are loaded with the commands that need them. */
  readonly form: 'one-file' | 'several-files'
  /** Packages that stay outside. */
  readonly external: readonly string[]
}

/** Bundles `siegel` with everything that it imports, and gives what went into it. */
export async function bundle({ directory, external, form, name }: BundleWish): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { [name]: 'src/main.ts' },
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: form === 'several-files',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // pg asks for its native twin only when somebody wants that one.
    external: ['pg-native', ...external],
    banner: { js: BANNER },
    legalComments: 'inline',
    plugins: [await replacedModules()],
    metafile: true,
    logLevel: 'warning',
  })
  return metafile
}
