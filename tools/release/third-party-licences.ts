import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/**
 * The licences of the packages of which something is in a bundle, as their authors demand that they be passed on.
 *
 * @throws Error for a package that brings no text of a licence and names none
 */
export function thirdPartyLicences(metafile: Metafile): string {
  const folders = new Set(Object.keys(metafile.inputs).flatMap((input) => packageFolder(input) ?? []))
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
