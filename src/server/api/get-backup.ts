import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Database } from '../storage/database.ts'
import { defineOperation } from './operation.ts'

const busy = new WeakSet<Database>()

/**
 * The backup is written whole before the first byte is sent, so that a slow client does not keep the database; one at a
 * time.
 */
export const getBackup = defineOperation({
  method: 'GET',
  path: '/backup',
  id: 'getBackup',
  summary: 'Everything that the database holds, as `siegel backup` writes it',
  needs: 'admin',
  file: { mediaType: 'application/gzip', name: 'siegel-backup' },
  answer: z.instanceof(Readable),
  handle: async ({ context: { database }, at, account }) => {
    if (busy.has(database)) throw new CodedError('SERVER_BUSY', 'another backup is being made')
    busy.add(database)
    const folder = await mkdtemp(join(tmpdir(), 'siegel-backup-'))
    try {
      const file = join(folder, 'backup')
      const { tables } = await writeBackup(database, createWriteStream(file, { mode: 0o600 }), at)
      const about = { rows: tables.reduce((sum, { rows }) => sum + rows, 0) }
      await recordAudit(database, { at, actor: account().subject, action: 'backup-made', about })
      // The open file outlives its name, and is gone when the answer is sent or the process is killed.
      const handle = await open(file, 'r')
      return { body: handle.createReadStream() }
    } finally {
      busy.delete(database)
      await rm(folder, { recursive: true, force: true })
    }
  },
})
