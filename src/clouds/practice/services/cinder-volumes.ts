import { z } from 'zod'
import { isWithinQuota } from '../content/quotas.ts'
import { createObject } from '../objects/create-object.ts'
import { findOwned, moveOn, ownedObjects } from '../objects/owned-objects.ts'
import { numberField, type PracticeObject } from '../objects/practice-object.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'
import {
  badCinderRequest,
  type CinderCall,
  cinderBody,
  cinderDescription,
  cinderFault,
  cinderListing,
  unknownToCinder,
} from './cinder-answers.ts'

/** Seconds that a volume takes. */
const CREATION = 1
const CREATION_FROM_IMAGE = 4
const DELETION = 2
const DELETABLE = ['available', 'error', 'error_restoring', 'error_deleting', 'error_extending', 'error_managing']

const newVolumeSchema = z.object({
  volume: z.object({
    name: z.string().max(255).nullish(),
    description: z.string().max(255).nullish(),
    size: z.number().int().min(1),
    imageRef: z.string().nullish(),
    volume_type: z.string().nullish(),
    availability_zone: z.string().nullish(),
    metadata: z.record(z.string(), z.string()).nullish(),
  }),
})

/** What is known of a volume when it is created. */
export interface VolumeWish {
  readonly name: string | null
  readonly description?: string | null
  readonly size: number
  readonly imageId?: string | null
  readonly volumeType?: string | null
  readonly metadata?: Record<string, string>
}

/** `/volumes`: create, list, show, delete. */
export function answerVolumes(call: CinderCall): PracticeAnswer {
  const { path, request, session, state } = call
  const id = path[1]
  if (id === undefined && request.method === 'POST') return create(call)
  const listing = cinderListing(call, 'volume', (volume) => renderVolume(volume, state))
  if (listing !== undefined) return listing
  const volume = findOwned('volume', id ?? '', session, state)
  if (volume === undefined) return unknownToCinder('Volume', id ?? '')
  if (request.method === 'DELETE') return remove(volume, state)
  return request.method === 'GET'
    ? jsonAnswer(200, { volume: renderVolume(volume, state) })
    : cinderFault('badMethod', 405, 'The method is not allowed for this resource.')
}

function create({ request, session, state }: CinderCall): PracticeAnswer {
  const body = cinderBody(request, newVolumeSchema)
  if ('refusal' in body) return body.refusal
  const { description, imageRef, metadata, name, size, volume_type: volumeType } = body.value.volume
  if (volumeType && !state.content.volumeTypes.some((type) => [type.id, type.name].includes(volumeType))) {
    return cinderFault('itemNotFound', 404, `Volume type with name ${volumeType} could not be found.`)
  }
  if (imageRef && !state.content.images.some((image) => image.id === imageRef)) {
    return badCinderRequest(`Invalid image identifier or unable to access requested image: ${imageRef}`)
  }
  const refusal = volumeQuotaRefusal(size, session, state)
  if (refusal !== undefined) return refusal
  const volume = createVolume(
    {
      name: name ?? null,
      description: description ?? null,
      size,
      imageId: imageRef ?? null,
      volumeType: volumeType ?? null,
      metadata: metadata ?? {},
    },
    session,
    state,
  )
  return jsonAnswer(202, { volume: renderVolume(volume, state) })
}

/** Why the project may not have one more volume of that size, if so (status 413, as Cinder does). */
export function volumeQuotaRefusal(size: number, session: Session, state: PracticeState): PracticeAnswer | undefined {
  const volumes = ownedObjects('volume', session, state)
  const quotas = state.content.quotas.volume
  const used = volumes.reduce((sum, volume) => sum + numberField(volume, 'size'), 0)
  if (!isWithinQuota(quotas.volumes, volumes.length)) {
    return overLimit('VolumeLimitExceeded', `Maximum number of volumes allowed (${quotas.volumes}) exceeded`)
  }
  if (isWithinQuota(quotas.gigabytes, used, size)) return undefined
  const figures = `Requested ${size}G, quota is ${quotas.gigabytes}G and ${used}G has been consumed.`
  return overLimit('VolumeSizeExceedsAvailableQuota', `Requested volume or snapshot exceeds quota. ${figures}`)
}

export function overLimit(type: string, message: string): PracticeAnswer {
  return jsonAnswer(413, { overLimit: { code: 413, message: `${type}: ${message}`, retryAfter: '0' } })
}

/** Begins to create a volume, which is `available` after a while. */
export function createVolume(wish: VolumeWish, session: Session, state: PracticeState): PracticeObject {
  const owner = { projectId: session.user.projectId, userId: session.user.id }
  const { imageId = null, name } = wish
  const volume = createObject(state, owner, 'volume', {
    name,
    status: 'creating',
    fields: {
      size: wish.size,
      description: wish.description ?? null,
      volumeType: wish.volumeType ?? '__DEFAULT__',
      metadata: wish.metadata ?? {},
      bootable: imageId !== null,
      attachments: [],
    },
  })
  const { creation } = state.content.behaviour.volume
  if (creation !== 'stuck') {
    state.time.after(imageId === null ? CREATION : CREATION_FROM_IMAGE, () => {
      if (volume.status === 'creating') moveOn(volume, creation, state)
    })
  }
  return volume
}

/** Begins to delete a volume whatever state it is in. */
export function deleteVolume(volume: PracticeObject, state: PracticeState): void {
  const { deletion } = state.content.behaviour.volume
  moveOn(volume, 'deleting', state)
  if (deletion === 'stuck') return
  state.time.after(DELETION, () => {
    if (deletion === 'gone') state.objects.remove(volume)
    else moveOn(volume, 'error_deleting', state)
  })
}

function remove(volume: PracticeObject, state: PracticeState): PracticeAnswer {
  if (!DELETABLE.includes(volume.status) || attachmentsOf(volume).length > 0) {
    return badCinderRequest(
      `Invalid volume: Volume status must be ${DELETABLE.join(' or ')} and must not be migrating, attached or in use.`,
    )
  }
  deleteVolume(volume, state)
  return { status: 202, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: '' }
}

export function attachmentsOf(volume: PracticeObject): readonly unknown[] {
  const { attachments } = volume.fields
  return Array.isArray(attachments) ? attachments : []
}

function renderVolume(volume: PracticeObject, state: PracticeState): object {
  const { fields } = volume
  return {
    ...cinderDescription('volumes', volume, state),
    availability_zone: 'nova',
    volume_type: fields.volumeType ?? '__DEFAULT__',
    source_volid: null,
    metadata: fields.metadata ?? {},
    user_id: volume.userId,
    bootable: String(fields.bootable ?? false),
    encrypted: false,
    replication_status: null,
    consistencygroup_id: null,
    multiattach: false,
    attachments: attachmentsOf(volume),
    'os-vol-tenant-attr:tenant_id': volume.projectId,
  }
}
