import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { judgesFileName } from '../../src/suite/judges/judges-folder.ts'
import { packageVersion } from '../../src/suite/package-version.ts'
import { suiteDigest } from '../../src/suite/suite-digest.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

interface JudgesWish {
  readonly directory: string
  /** Under which the judges are known; those of the sources when absent. */
  readonly version?: string
  readonly digest?: string
  /** Changes sources on the way. */
  readonly change?: (path: string, source: string) => string | undefined
}

/**
 * Writes the judges as one self-contained file that needs nothing of its surroundings, so that later versions can judge by
 * them. Gives its name, which says version, suite digest and the SHA-256 of its bytes.
 */
export async function buildJudges({ directory, change, ...suite }: JudgesWish): Promise<string> {
  const { version = packageVersion(), digest = suiteDigest() } = suite
  const replaced = new Map([
    ['src/suite/package-version.ts', `export const packageVersion = () => ${JSON.stringify(version)}\n`],
    ['src/suite/suite-digest.ts', `export const suiteDigest = () => ${JSON.stringify(digest)}\n`],
  ])
  const plugin: Plugin = {
    name: 'judges',
    setup(bundler) {
      bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = replaced.get(path.slice(ROOT.length))
        if (contents !== undefined) return { contents, loader: 'js' }
        const changed = change?.(path, readFileSync(path, 'utf8'))
        return changed === undefined ? undefined : { contents: changed, loader: 'ts' }
      })
    },
  }
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/suite/judges/judges-program.ts'],
    bundle: true,
    platform: 'neutral',
    format: 'iife',
    globalName: 'siegelJudges',
    target: 'node24',
    minify: true,
    legalComments: 'inline',
    plugins: [plugin],
    write: false,
    logLevel: 'warning',
  })
  const content = outputFiles[0]?.contents ?? new Uint8Array()
  const name = judgesFileName({ version, digest }, content)
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, name), content)
  return name
}
