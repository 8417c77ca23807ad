import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { rest } from '#clouds/openstack/resources/rest.ts'
import { SECRET } from '#clouds/openstack/resources/secret-kind.ts'
import { KEY_MANAGER } from '#clouds/openstack/services.ts'
import { attempt } from '../call-outcome-of.ts'
import { defineProbe } from '../define-probe.ts'

/** The secret is busy with something, which passes. */
const CONFLICT = 409
const MOST_REPETITIONS = 3

/** Creates a secret that is none, looks for it in the list and deletes it (scs-0116-v1; Key Manager API v1). */
export const keyManagerTrialProbe = defineProbe({
  gives: 'keyManagerTrial',
  from: 'openstack',
  cost: 'medium',
  calls: [
    'key-manager GET /',
    'key-manager POST /v1/secrets',
    'key-manager GET /v1/secrets',
    'key-manager GET /v1/secrets/{id}',
    'key-manager DELETE /v1/secrets/{id}',
  ],
  creates: [{ kind: 'secret', most: 1 }],
  effort: { single: 3 + MOST_REPETITIONS, lists: 1 },
  async observe({ openstack, settings, signal, workbench }) {
    if (openstack.endpoint(KEY_MANAGER.types) === undefined) return { keyManager: 'absent' }
    const body = { payload: 'foo', payload_content_type: 'text/plain', secret_type: 'opaque' }
    const created = await attempt(() =>
      workbench.create(SECRET, { label: 'secret', body: (name) => ({ ...body, name }) }),
    )
    const secret = created.value
    const trial = { keyManager: 'present', create: created.outcome } as const
    if (secret === undefined) return { ...trial, list: null, isListed: null, remove: null, isGone: null }
    const listed = await attempt(async () => (await SECRET.list?.(openstack, undefined, { signal })) ?? [])
    const list = listed.outcome
    if (listed.value === undefined) return { ...trial, list, isListed: null, remove: null, isGone: null }
    const isListed = listed.value.some(({ id }) => id === secret.id)
    const removed = await attempt(async () => {
      let answer = await SECRET.remove(openstack, secret, { signal })
      for (let repeated = 0; answer.status === CONFLICT && repeated < MOST_REPETITIONS; repeated++) {
        await rest(settings.rhythm.firstMs, signal)
        answer = await SECRET.remove(openstack, secret, { signal })
      }
      if (answer.status < 300) return
      const detail = `Deleting the secret was answered with status ${answer.status}: ${answer.message}.`
      throw new CloudError({ class: 'provider-error', detail }, { status: answer.status, said: answer.message })
    })
    const remove = removed.outcome
    if (remove.kind !== 'done') return { ...trial, list, isListed, remove, isGone: null }
    const after = await attempt(() => SECRET.state(openstack, secret, { signal }))
    const isGone = after.outcome.kind === 'done' ? after.value === undefined : null
    if (isGone) workbench.gone(secret)
    return { ...trial, list, isListed, remove, isGone }
  },
})
