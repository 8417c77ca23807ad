import type { FastifyInstance } from 'fastify'
import type { ServerContext } from '../context.ts'
import { getBackup } from './get-backup.ts'

/** What only administrators of the monitor ask for. */
export async function administrationRoutes(app: FastifyInstance, context: ServerContext): Promise<void> {
  getBackup(app, context)
}
