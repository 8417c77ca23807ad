import { posix } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { CloudError } from '#clouds/openstack/cloud-error.ts'

export interface ArchiveLimits {
  readonly unpackedBytes: number
  readonly entries: number
  /** Of one wanted file. */
  readonly fileBytes: number
}

/** Archives of Sonobuoy hold the logs of every pod, so that some have hundreds of megabytes when unpacked. */
const USUAL_LIMITS: ArchiveLimits = { unpackedBytes: 2 * 1024 ** 3, entries: 200_000, fileBytes: 64 * 1024 ** 2 }

/**
 * Reads the wanted files of a compressed tar archive into memory, by their names without a leading `./`. Nothing is ever
 * written. An archive with a link, with a name that leads out of it, or with the same wanted name twice is refused as a
 * whole.
 *
 * @throws CloudError `inconclusive` for what is no such archive, is not whole, or is beyond the limits
 */
export async function readArchive(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  limits: ArchiveLimits = USUAL_LIMITS,
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const entries = extract()
  let entryCount = 0
  const gathered = (async () => {
    for await (const entry of entries) {
      const { name: given, type } = entry.header
      entryCount++
      if (entryCount > limits.entries) throw refused(`it has more than ${limits.entries} entries`)
      const name = safeName(given)
      if (type === 'directory') {
        entry.resume()
        continue
      }
      if (type !== 'file' && type !== 'contiguous-file')
        throw refused(`it has a ${type ?? 'strange entry'}: ${shown(given)}`)
      if (!isWanted(name)) {
        entry.resume()
        continue
      }
      if (files.has(name)) throw refused(`it has ${shown(name)} twice`)
      files.set(name, await contentOf(entry, name, limits))
    }
  })()
  // The iteration reports its own failures; the pipeline ends with it.
  const fed = pipeline(Readable.from([bytes]), createGunzip(), limitedTo(limits.unpackedBytes), entries)
  const [read, unpacked] = await Promise.allSettled([gathered, fed])
  const problem = [read, unpacked].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  const own = problem.find((error) => error instanceof CloudError)
  if (own !== undefined) throw own
  const [first] = problem
  if (first !== undefined) throw refused(first instanceof Error ? first.message : String(first))
  if (entryCount === 0) throw refused('there is nothing in it')
  return files
}

async function contentOf(entry: AsyncIterable<unknown>, name: string, { fileBytes }: ArchiveLimits): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of entry as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > fileBytes) throw refused(`${shown(name)} is larger than ${fileBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function limitedTo(mostBytes: number): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > mostBytes) done(refused(`it is larger than ${mostBytes} bytes when unpacked`))
      else done(null, chunk)
    },
  })
}

function safeName(name: string): string {
  const plain = name.replaceAll('\\', '/')
  if (posix.isAbsolute(plain) || plain.split('/').includes('..') || plain.includes('\0')) {
    throw refused(`it has a name that leads out of it: ${shown(name)}`)
  }
  return posix.normalize(plain).replace(/\/$/, '')
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100))
}

function refused(problem: string): CloudError {
  return new CloudError({ class: 'inconclusive', detail: `The archive of results cannot be used: ${problem}.` })
}
