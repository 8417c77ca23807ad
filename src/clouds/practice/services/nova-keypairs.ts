import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isWithinQuota } from '../content/quotas.ts'
import { createObject } from '../objects/create-object.ts'
import type { PracticeObject } from '../objects/practice-object.ts'
import { jsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'
import { readJsonBody } from '../read-json-body.ts'
import { type NovaCall, novaFault } from './nova-answers.ts'

const newKeypairSchema = z.object({
  keypair: z.object({ name: z.string().min(1).max(255), public_key: z.string().max(16_384) }),
})

/** `/os-keypairs`: import, list, show, delete. Key pairs belong to a user, and their name is their id. */
export function answerKeypairs({ minor, path, request, session, state }: NovaCall): PracticeAnswer {
  const own = state.objects.list('keypair').filter((keypair) => keypair.userId === session.user.id)
  const name = path[1] === undefined ? undefined : decodeName(path[1])
  if (name === undefined) {
    if (request.method === 'GET') {
      return jsonAnswer(200, { keypairs: own.map((keypair) => ({ keypair: render(keypair) })) })
    }
    const body = readJsonBody(request, newKeypairSchema)
    if (body.kind === 'not-json') return novaFault('badRequest', 400, 'Malformed request body')
    if (body.kind === 'wrong') {
      return novaFault('badRequest', 400, `Invalid input for field/attribute ${body.path}. ${body.message}`)
    }
    const { name: wanted, public_key: publicKey } = body.value.keypair
    if (own.some((keypair) => keypair.name === wanted)) {
      return novaFault('conflictingRequest', 409, `Key pair '${wanted}' already exists.`)
    }
    if (!isWithinQuota(state.content.quotas.compute.key_pairs, own.length)) {
      return novaFault('forbidden', 403, 'Quota exceeded, too many key pairs.')
    }
    const owner = { projectId: session.user.projectId, userId: session.user.id }
    const keypair = createObject(state, owner, 'keypair', { name: wanted, status: '', fields: { publicKey } })
    return jsonAnswer(minor >= 2 ? 201 : 200, { keypair: render(keypair) })
  }
  const keypair = own.find((candidate) => candidate.name === name)
  if (keypair === undefined) {
    return novaFault('itemNotFound', 404, `Keypair ${name} not found for user ${session.user.id}`)
  }
  if (request.method === 'GET') return jsonAnswer(200, { keypair: render(keypair) })
  if (request.method !== 'DELETE') return novaFault('badMethod', 405, 'The method is not allowed for this resource.')
  state.objects.remove(keypair)
  return { status: minor >= 2 ? 204 : 202, headers: { 'content-type': 'application/json' }, body: '' }
}

function decodeName(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function render(keypair: PracticeObject): object {
  const publicKey = String(keypair.fields.publicKey ?? '')
  const digits = createHash('md5').update(publicKey).digest('hex')
  return {
    name: keypair.name,
    public_key: publicKey,
    fingerprint: digits.match(/../g)?.join(':') ?? '',
    user_id: keypair.userId,
  }
}
