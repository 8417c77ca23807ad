import { ownedObjects } from '../objects/owned-objects.ts'
import { numberField } from '../objects/practice-object.ts'
import { jsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'
import { type CinderCall, cinderFault } from './cinder-answers.ts'

/** `/limits`, `/os-quota-sets/{project}`, `/os-availability-zone`, `/os-services`; undefined for other paths. */
export function answerCinderLimits(call: CinderCall): PracticeAnswer | undefined {
  const { path, request, session, state } = call
  if (request.method !== 'GET') return undefined
  const quotas = state.content.quotas.volume
  const used = usage(call)
  switch (path[0]) {
    case 'limits': {
      const absolute = {
        maxTotalVolumes: quotas.volumes,
        maxTotalSnapshots: quotas.snapshots,
        maxTotalVolumeGigabytes: quotas.gigabytes,
        maxTotalBackups: quotas.backups,
        maxTotalBackupGigabytes: quotas.backup_gigabytes,
        totalVolumesUsed: used.volumes,
        totalGigabytesUsed: used.gigabytes,
        totalSnapshotsUsed: 0,
        totalBackupsUsed: used.backups,
        totalBackupGigabytesUsed: used.backup_gigabytes,
      }
      return jsonAnswer(200, { limits: { rate: [], absolute } })
    }
    case 'os-quota-sets': {
      if (path[1] !== session.user.projectId) {
        return cinderFault('forbidden', 403, "Policy doesn't allow volume_extension:quotas:show to be performed.")
      }
      const withUsage = request.url.searchParams.get('usage')?.toLowerCase() === 'true'
      const entries = Object.entries(quotas).map(([name, limit]) => {
        const figures = { limit, in_use: used[name as keyof typeof used] ?? 0, reserved: 0 }
        return [name, withUsage ? figures : limit]
      })
      return jsonAnswer(200, { quota_set: { ...Object.fromEntries(entries), groups: 10, id: path[1] } })
    }
    case 'os-availability-zone':
      return jsonAnswer(200, {
        availabilityZoneInfo: state.content.zones.volume.map((zoneName) => ({
          zoneName,
          zoneState: { available: true },
        })),
      })
    case 'os-services':
      return cinderFault('forbidden', 403, "Policy doesn't allow volume_extension:services:index to be performed.")
    default:
      return undefined
  }
}

function usage({ session, state }: CinderCall) {
  const volumes = ownedObjects('volume', session, state)
  const backups = ownedObjects('backup', session, state)
  const gigabytes = (objects: typeof volumes) => objects.reduce((sum, object) => sum + numberField(object, 'size'), 0)
  return {
    volumes: volumes.length,
    gigabytes: gigabytes(volumes),
    backups: backups.length,
    backup_gigabytes: gigabytes(backups),
  }
}
