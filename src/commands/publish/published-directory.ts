import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'

/** The directory of a static site, of which we know which files are ours. */
export interface PublishedDirectory {
  /** Where the new files are made: in the directory itself, so that they need only be renamed. */
  readonly staging: string
  /** Puts the files of the staging directory in place and removes those of ours that are no longer wanted. */
  replace(names: readonly string[]): Promise<{ readonly removed: number }>
}

const MANIFEST = '.siegel-pages.json'
const STAGING = '.siegel-new-'
const NAME = /^(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*\/)*[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/
const manifestSchema = z.strictObject({
  format: z.literal(1),
  files: z.array(z.string().max(2_000).regex(NAME)).max(200_000),
})

/**
 * Opens a directory for a static site, or makes it; what a killed run left is removed.
 *
 * @throws CodedError SUITE_FILE_UNWRITABLE, SUITE_PUBLISH_TARGET_REFUSED
 */
export async function openPublishedDirectory(directory: string, token: string): Promise<PublishedDirectory> {
  const staging = join(directory, `${STAGING}${token}`)
  try {
    await mkdir(directory, { recursive: true })
    for (const name of await readdir(directory)) {
      if (name.startsWith(STAGING)) await rm(join(directory, name), { recursive: true, force: true })
    }
    await mkdir(staging)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CodedError('SUITE_FILE_UNWRITABLE', `The directory cannot be written: ${reason}.`, {
      place: directory,
      cause,
    })
  }
  return { staging, replace: (names) => replaceFiles(directory, staging, names) }
}

async function replaceFiles(
  directory: string,
  staging: string,
  names: readonly string[],
): Promise<{ removed: number }> {
  const before = await readManifest(directory)
  const ours = new Set(before)
  for (const name of names) await assertFree(directory, name, ours)
  const wanted = new Set(names)
  // Whatever interrupts us, the list names all that is ours.
  await writeManifest(directory, staging, [...ours, ...names])
  for (const name of inOrder(names)) {
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await rename(join(staging, name), join(directory, name))
  }
  const old = before.filter((name) => !wanted.has(name))
  let removed = 0
  for (const name of old) if (await removeOwn(directory, name)) removed += 1
  await writeManifest(directory, staging, names)
  return { removed }
}

/** Pages come after what they need, the first page last. */
function inOrder(names: readonly string[]): string[] {
  const rank = (name: string) => (name === 'index.html' ? 2 : name.endsWith('.html') ? 1 : 0)
  return names.toSorted((a, b) => rank(a) - rank(b))
}

async function readManifest(directory: string): Promise<string[]> {
  const path = join(directory, MANIFEST)
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path, 'utf8'))).files
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new CodedError(
      'SUITE_PUBLISH_TARGET_REFUSED',
      'the list of the files that were written before cannot be read',
      {
        place: path,
        cause,
      },
    )
  }
}

async function writeManifest(directory: string, staging: string, names: readonly string[]): Promise<void> {
  const files = [...new Set(names)].toSorted()
  await writeFile(join(staging, MANIFEST), `${JSON.stringify({ format: 1, files }, null, 1)}\n`)
  await rename(join(staging, MANIFEST), join(directory, MANIFEST))
}

/** A file of somebody else is never replaced, and no link leads us out of the directory. */
async function assertFree(directory: string, name: string, ours: ReadonlySet<string>): Promise<void> {
  const found = await lookAlong(directory, name)
  if (found === 'nothing' || (found === 'file' && ours.has(name))) return
  throw new CodedError('SUITE_PUBLISH_TARGET_REFUSED', 'something stands here that an earlier run did not write', {
    place: join(directory, name),
  })
}

async function removeOwn(directory: string, name: string): Promise<boolean> {
  if ((await lookAlong(directory, name)) !== 'file') return false
  await unlink(join(directory, name))
  for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) {
    try {
      await rmdir(join(directory, folder))
    } catch {
      break
    }
  }
  return true
}

/** What stands at the place: a plain file that is reached through plain directories, nothing, or something else. */
async function lookAlong(directory: string, name: string): Promise<'file' | 'nothing' | 'something else'> {
  const segments = name.split('/')
  for (const [index] of segments.entries()) {
    const stat = await lstat(join(directory, ...segments.slice(0, index + 1))).catch(() => undefined)
    if (!stat) return 'nothing'
    const isLast = index === segments.length - 1
    if (isLast ? !stat.isFile() : !stat.isDirectory()) return 'something else'
  }
  return 'file'
}
