import { z } from 'zod'
import { isWithinQuota } from '../content/quotas.ts'
import { createObject } from '../objects/create-object.ts'
import { findOwned, moveOn, ownedObjects } from '../objects/owned-objects.ts'
import { numberField, type PracticeObject, textField } from '../objects/practice-object.ts'
import { htmlErrorAnswer, jsonAnswer, type PracticeAnswer, type PracticeState } from '../practice-exchange.ts'
import {
  badCinderRequest,
  type CinderCall,
  cinderBody,
  cinderDescription,
  cinderFault,
  cinderInstant,
  cinderListing,
  cinderReference,
  unknownToCinder,
} from './cinder-answers.ts'
import { createVolume, overLimit, volumeQuotaRefusal } from './cinder-volumes.ts'

/** Seconds that a backup of the smallest volume takes. */
const CREATION = 12
const RESTORATION = 5
const DELETION = 2

const newBackupSchema = z.object({
  backup: z.object({
    volume_id: z.string(),
    name: z.string().max(255).nullish(),
    description: z.string().max(255).nullish(),
    force: z.boolean().nullish(),
    incremental: z.boolean().nullish(),
  }),
})

const restoreSchema = z.object({
  restore: z.object({ name: z.string().max(255).nullish(), volume_id: z.string().nullish() }).nullable(),
})

/** `/backups`: create, list, show, restore, delete; unknown paths where the cloud has no backup service. */
export function answerBackups(call: CinderCall): PracticeAnswer {
  const { path, request, session, state } = call
  if (!state.content.behaviour.backup.isOffered) {
    return htmlErrorAnswer(404, 'Not Found', 'The resource could not be found.')
  }
  const [, id, action] = path
  if (id === undefined && request.method === 'POST') return create(call)
  const listing = cinderListing(call, 'backup', (backup) => renderBackup(backup, state))
  if (listing !== undefined) return listing
  const backup = findOwned('backup', id ?? '', session, state)
  if (backup === undefined) return unknownToCinder('Backup', id ?? '')
  if (action === 'restore' && request.method === 'POST') return restore(backup, call)
  if (action === undefined && request.method === 'DELETE') return remove(backup, state)
  return action === undefined && request.method === 'GET'
    ? jsonAnswer(200, { backup: renderBackup(backup, state) })
    : cinderFault('badMethod', 405, 'The method is not allowed for this resource.')
}

function create({ request, session, state }: CinderCall): PracticeAnswer {
  const body = cinderBody(request, newBackupSchema)
  if ('refusal' in body) return body.refusal
  const { description, force, name, volume_id: volumeId } = body.value.backup
  const volume = findOwned('volume', volumeId, session, state)
  if (volume === undefined) return unknownToCinder('Volume', volumeId)
  const { creation, isRunning } = state.content.behaviour.backup
  if (!isRunning) return cinderFault('computeFault', 500, 'Service cinder-backup could not be found.')
  if (volume.status !== 'available' && !(volume.status === 'in-use' && force === true)) {
    const wanted = 'Volume to be backed up must be available or in-use, but the current status is'
    return badCinderRequest(`Invalid volume: ${wanted} "${volume.status}".`)
  }
  const quotas = state.content.quotas.volume
  if (!isWithinQuota(quotas.backups, ownedObjects('backup', session, state).length)) {
    return overLimit('BackupLimitExceeded', `Maximum number of backups allowed (${quotas.backups}) exceeded`)
  }
  moveOn(volume, 'backing-up', state)
  const owner = { projectId: session.user.projectId, userId: session.user.id }
  const backup = createObject(state, owner, 'backup', {
    name: name ?? null,
    status: 'creating',
    fields: { volumeId, size: numberField(volume, 'size'), description: description ?? null, failReason: null },
  })
  if (creation !== 'stuck') {
    state.time.after(CREATION, () => {
      if (creation === 'error') backup.fields.failReason = 'Backup service on host practice failed.'
      moveOn(backup, creation, state)
      moveOn(volume, 'available', state)
    })
  }
  return jsonAnswer(202, { backup: cinderReference('backups', backup, state) })
}

function restore(backup: PracticeObject, call: CinderCall): PracticeAnswer {
  const { request, state } = call
  const body = cinderBody(request, restoreSchema)
  if ('refusal' in body) return body.refusal
  if (backup.status !== 'available') return badCinderRequest('Invalid backup: Backup status must be available')
  const wanted = body.value.restore?.volume_id ?? null
  const volume = wanted === null ? newVolumeFor(backup, body.value.restore?.name, call) : existing(wanted, call)
  if ('status' in volume && 'headers' in volume) return volume
  const { isEnabled, restoration } = state.content.behaviour.backup
  if (!isEnabled) return noBackupService()
  moveOn(backup, 'restoring', state)
  volume.status = 'restoring-backup'
  if (restoration !== 'stuck') {
    state.time.after(RESTORATION, () => {
      moveOn(backup, 'available', state)
      moveOn(volume, restoration === 'available' ? 'available' : 'error_restoring', state)
    })
  }
  const answer = { backup_id: backup.id, volume_id: volume.id, volume_name: volume.name }
  return jsonAnswer(202, { restore: answer })
}

function newVolumeFor(
  backup: PracticeObject,
  name: string | null | undefined,
  { session, state }: CinderCall,
): PracticeObject | PracticeAnswer {
  const size = numberField(backup, 'size')
  const refusal = volumeQuotaRefusal(size, session, state)
  if (refusal !== undefined) return refusal
  const wish = {
    name: name ?? `restore_backup_${backup.id}`,
    description: 'auto-created_from_restore_from_backup',
    size,
    metadata: { src_backup_id: backup.id },
  }
  return createVolume(wish, session, state)
}

function existing(id: string, { session, state }: CinderCall): PracticeObject | PracticeAnswer {
  const volume = findOwned('volume', id, session, state)
  if (volume === undefined) return unknownToCinder('Volume', id)
  return volume.status === 'available'
    ? volume
    : badCinderRequest('Invalid volume: Volume to be restored to must be available')
}

function remove(backup: PracticeObject, state: PracticeState): PracticeAnswer {
  if (!['available', 'error'].includes(backup.status)) {
    return badCinderRequest('Invalid backup: Backup status must be available or error')
  }
  if (!state.content.behaviour.backup.isEnabled) return noBackupService()
  moveOn(backup, 'deleting', state)
  if (state.content.behaviour.backup.deletion === 'gone') {
    state.time.after(DELETION, () => state.objects.remove(backup))
  }
  return { status: 202, headers: { 'content-type': 'application/json' }, body: '' }
}

/** Cinder looks for the service last of all, when the volume of a restoration exists already. */
function noBackupService(): PracticeAnswer {
  return cinderFault('itemNotFound', 404, 'Service cinder-backup could not be found.')
}

function renderBackup(backup: PracticeObject, state: PracticeState): object {
  const { fields } = backup
  return {
    ...cinderDescription('backups', backup, state),
    object_count: backup.status === 'creating' ? 0 : 1,
    availability_zone: null,
    container: backup.status === 'creating' ? null : `${backup.id.slice(0, 2)}/${backup.id.slice(2, 4)}/${backup.id}`,
    fail_reason: fields.failReason ?? null,
    volume_id: textField(backup, 'volumeId'),
    is_incremental: false,
    has_dependent_backups: false,
    data_timestamp: cinderInstant(backup.createdAt),
  }
}
