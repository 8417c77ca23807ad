import { readdirSync, readFileSync } from 'node:fs'
import { SHIPPED_FOLDERS, type ShippedFolder } from './shipped-folders.ts'

/**
 * The texts of the files that belong to the program, by their names, in the order of the names. A released program has no
 * source tree: the build replaces this module by one that holds the texts.
 */
export function shippedFiles(folder: ShippedFolder): ReadonlyMap<string, string> {
  const directory = new URL(`../${folder}/`, import.meta.url)
  const names = readdirSync(directory).filter((name) => name.endsWith(SHIPPED_FOLDERS[folder]))
  return new Map(names.toSorted().map((name) => [name, readFileSync(new URL(name, directory), 'utf8')]))
}

/** The text of one of them. Throws an Error if there is none of this name. */
export function shippedFile(folder: ShippedFolder, name: string): string {
  const text = shippedFiles(folder).get(name)
  if (text === undefined) throw new Error(`${folder}/${name} does not belong to this program`)
  return text
}
