import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { CodedError } from '#vocabulary/coded-error.ts'
import { requireRole } from '../accounts/require-role.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import { writeBackup } from '../backup/write-backup.ts'
import type { ServerContext } from '../context.ts'
import { recordAudit } from '../storage/audit.ts'

/**
 * `GET /api/v1/backup`, for the role admin: everything that the database holds, as `siegel backup` writes it. The file is
 * written whole before the first byte is sent, so that a slow client does not keep the database.
 */
export function getBackup(app: FastifyInstance, context: ServerContext): void {
  const { onRequest, accountOf } = signInFirst(context)
  let isBusy = false
  app.get('/api/v1/backup', { onRequest }, async (request, reply) => {
    const account = accountOf(request)
    requireRole(account, 'admin')
    if (isBusy) throw new CodedError('SERVER_BUSY', 'another backup is being made')
    isBusy = true
    const folder = await mkdtemp(join(tmpdir(), 'siegel-backup-'))
    try {
      const at = context.clock()
      const file = join(folder, 'backup')
      const { tables } = await writeBackup(context.database, createWriteStream(file, { mode: 0o600 }), at)
      const about = { rows: tables.reduce((sum, { rows }) => sum + rows, 0) }
      await recordAudit(context.database, { at, actor: account.subject, action: 'backup-made', about })
      // The open file outlives its name, and is gone when the answer is sent or the process is killed.
      const handle = await open(file, 'r')
      return reply
        .type('application/gzip')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="siegel-backup"')
        .send(handle.createReadStream())
    } finally {
      isBusy = false
      await rm(folder, { recursive: true, force: true })
    }
  })
}
