import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** Packages of which files go into a bundle as they are, so that the bundler does not know of them. */
const PACKED_PACKAGES = ['node_modules/@resvg/resvg-wasm', 'node_modules/dejavu-fonts-ttf']

/**
 * The licences of the packages of which something is in a bundle, as their authors demand that they be passed on.
 *
 * @throws Error for a package that brings no text of a licence and names none
 */
export function thirdPartyLicences(metafile: Metafile): string {
  const bundled = Object.keys(metafile.inputs).flatMap((input) => packageFolder(input) ?? [])
  const folders = new Set([...bundled, ...PACKED_PACKAGES])
  const parts = [...folders].toSorted().map(licenceOf)
  return `Siegel contains parts of the following packages.\n\n${parts.join('\n')}`
}

/** The folder of the innermost package to which a file belongs. */
function packageFolder(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license?: string
  }
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|-|$)/i.test(entry))
  const path = file === undefined ? undefined : join(folder, file)
  if (path === undefined && license === undefined) throw new Error(`${name} has no licence that could be passed on`)
  const text = path !== undefined && existsSync(path) ? readFileSync(path, 'utf8').trim() : `Licence: ${license}`
  return `== ${name} ${version} (${license ?? 'see below'})\n\n${text}\n`
}
