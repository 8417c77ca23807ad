import type { FastifyInstance } from 'fastify'
import type { ServerContext } from '../context.ts'
import { getComplianceAt } from './get-compliance-at.ts'
import { getDue } from './get-due.ts'
import { getHistory } from './get-history.ts'
import { postRetention } from './post-retention.ts'

/** What was, what is due, and what may be forgotten. */
export async function historyRoutes(app: FastifyInstance, context: ServerContext): Promise<void> {
  getHistory(app, context)
  getComplianceAt(app, context)
  getDue(app, context)
  postRetention(app, context)
}
