import { z } from 'zod'
import { BACKUP, VOLUME } from '#clouds/openstack/resources/volume-kinds.ts'
import type { Waited } from '#clouds/openstack/resources/wait-for-state.ts'
import type { CreatedResource } from '#clouds/openstack/resources/workbench.ts'
import { BLOCK_STORAGE } from '#clouds/openstack/services.ts'
import type { BackupStep, BackupStepOutcome, BackupTrial } from '#facts/openstack/backup-trial.ts'
import { failedOutcome } from '../call-outcome-of.ts'
import { defineProbe, type Observation } from '../define-probe.ts'

const restoreSchema = z.object({ restore: z.object({ volume_id: z.string().min(1).max(255) }) })

type Step = Extract<BackupTrial, { blockStorage: 'present' }>['steps'][number]

/** Creates an empty volume of 1 GiB, backs it up and restores it (scs-0117-v1). Volumes of others are never touched. */
export const backupTrialProbe = defineProbe({
  gives: 'backupTrial',
  from: 'openstack',
  cost: 'medium',
  calls: [
    'block-storage POST /v3/{project}/volumes',
    'block-storage GET /v3/{project}/volumes/{id}',
    'block-storage GET /v3/{project}/volumes/detail',
    'block-storage DELETE /v3/{project}/volumes/{id}',
    'block-storage POST /v3/{project}/backups',
    'block-storage GET /v3/{project}/backups/{id}',
    'block-storage GET /v3/{project}/backups/detail',
    'block-storage DELETE /v3/{project}/backups/{id}',
    'block-storage POST /v3/{project}/backups/{id}/restore',
  ],
  creates: [
    { kind: 'volume', most: 2, gibibytes: 2 },
    { kind: 'backup', most: 1 },
  ],
  effort: {
    single: 3,
    waits: ({ backupLimitSeconds, rhythm }) => Array(3).fill({ limitMs: backupLimitSeconds * 1_000, rhythm }),
  },
  mostMinutes: 32,
  async observe(observation) {
    if (observation.openstack.endpoint(BLOCK_STORAGE.types) === undefined) return { blockStorage: 'absent' }
    const steps: Step[] = []
    const { workbench } = observation
    const tryStep = async (step: BackupStep, create: () => Promise<CreatedResource>) => {
      const { outcome, resource } = await observeStep(observation, create)
      steps.push({ step, outcome })
      return outcome.kind === 'done' ? resource : undefined
    }
    const volume = await tryStep('create-volume', () =>
      workbench.create(VOLUME, { label: 'volume', body: (name) => ({ volume: { name, size: 1 } }) }),
    )
    const backup =
      volume &&
      (await tryStep('back-up', () =>
        workbench.create(BACKUP, {
          label: 'volume-backup',
          body: (name) => ({ backup: { name, volume_id: volume.id } }),
        }),
      ))
    if (backup !== undefined) {
      await tryStep('restore', () =>
        workbench.create(VOLUME, {
          label: 'restored-backup',
          path: `/backups/${encodeURIComponent(backup.id)}/restore`,
          body: (name) => ({ restore: { name } }),
          idIn: (answer) => restoreSchema.safeParse(answer).data?.restore.volume_id,
        }),
      )
    }
    return { blockStorage: 'present', steps }
  },
})

async function observeStep(
  { settings, workbench }: Observation,
  create: () => Promise<CreatedResource>,
): Promise<{ outcome: BackupStepOutcome; resource?: CreatedResource }> {
  try {
    const resource = await create()
    const limitMs = settings.backupLimitSeconds * 1_000
    return { outcome: outcomeOf(await workbench.waitFor(resource, { until: 'available', limitMs })), resource }
  } catch (error) {
    return { outcome: failedOutcome(error) }
  }
}

function outcomeOf({ outcome, seconds, status }: Waited): BackupStepOutcome {
  if (outcome === 'reached') return { kind: 'done', seconds }
  return { kind: outcome, status: status === '' ? 'deleted' : status, seconds }
}
