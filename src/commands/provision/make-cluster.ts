import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { beginJournal, type Journal } from '#clouds/journal/journal.ts'
import { journalDirectory } from '#clouds/journal/journal-directory.ts'
import type { CloudIdentity } from '#clouds/journal/journal-record.ts'
import { takeLeftJournals } from '#clouds/journal/left-journals.ts'
import type { WantedCluster } from '#clouds/kubernetes/provisioners/expand-branches.ts'
import { makeProvisioner, usualLimitMinutes } from '#clouds/kubernetes/provisioners/make-provisioner.ts'
import { provisionCluster } from '#clouds/kubernetes/provisioners/provision-cluster.ts'
import type { Provisioner } from '#clouds/kubernetes/provisioners/provisioner.ts'
import type { RemovalOptions } from '#clouds/openstack/resources/remove-recorded.ts'
import { makePrivateFolder, writeOutputFile } from '#suite/output-file.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'

export interface MakeOptions {
  /** Of clusters.yaml. */
  readonly folder: string
  readonly keepsFailed: boolean
  readonly pauseSeconds: number
  readonly onProgress: (says: string) => void
}

/** For a cluster that is removed; platforms take their time. */
const REMOVAL_LIMIT_MS = 30 * 60_000
const SETTLE_MS = 35_000
const NOTHING: CloudIdentity = { authOrigin: 'nothing', region: null, projectId: 'nothing' }

/** How removing is done, on a signal of its own: it goes on when the command is interrupted. */
export function removalOptions(
  pauseSeconds: number,
  clock: CommandContext['clock'],
  settleMs = SETTLE_MS,
): RemovalOptions {
  const pauseMs = pauseSeconds * 1_000
  return {
    signal: new AbortController().signal,
    rhythm: { firstMs: pauseMs, longestMs: pauseMs },
    limitMs: REMOVAL_LIMIT_MS,
    settleMs,
    now: clock,
  }
}

/** Opens the provisioner of a cluster. Interruptions do not end its calls: what was made has to be removed then. */
export function openProvisioner(wanted: WantedCluster, folder: string, context: CommandContext): Provisioner {
  const { clock, environment, homeDirectory, workingDirectory } = context
  const { signal } = new AbortController()
  return makeProvisioner(wanted, { folder, workingDirectory, homeDirectory, environment, clock, signal })
}

/** Makes one cluster and writes its access data to `<id>/kubeconfig.yaml`, whose path it returns. */
export async function makeCluster(
  wanted: WantedCluster,
  options: MakeOptions,
  context: CommandContext,
): Promise<string> {
  const { clock, environment, homeDirectory, signal, workingDirectory } = context
  const { folder, keepsFailed, onProgress, pauseSeconds } = options
  const provisioner = openProvisioner(wanted, folder, context)
  const directory = journalDirectory(environment, homeDirectory)
  const journal = beginJournal({
    directory,
    runId: randomBytes(5).toString('hex'),
    cloud: provisioner.identity ?? NOTHING,
    clock,
  })
  try {
    const removal = removalOptions(pauseSeconds, clock)
    await finishEarlierRuns(provisioner, journal, wanted, directory, options, context)
    const limitMs = usualLimitMinutes(wanted) * 60_000
    const pauseMs = pauseSeconds * 1_000
    const made = await provisionCluster({
      ...{ wanted, provisioner, journal, limitMs, pauseMs, removal, keepsFailed, signal, onProgress },
    })
    const target = join(workingDirectory, wanted.id)
    makePrivateFolder(target)
    const path = join(target, 'kubeconfig.yaml')
    await writeOutputFile(path, made.kubeconfig, 0o600)
    // From here on it is whoever's wanted it, and no clean-up's.
    for (const { number } of journal.open()) journal.kept(number)
    onProgress(`${wanted.name} is ready${made.version === null ? '' : ` with Kubernetes ${made.version}`}: ${path}`)
    return path
  } finally {
    journal.close()
    await provisioner.close()
  }
}

/** Removes what killed runs left of this very cluster; what they left of others is for `siegel clean`. */
async function finishEarlierRuns(
  provisioner: Provisioner,
  own: Journal,
  { name }: WantedCluster,
  directory: string,
  { onProgress, pauseSeconds }: MakeOptions,
  { clock }: CommandContext,
): Promise<void> {
  if (provisioner.identity === null) return
  const { journals } = takeLeftJournals(directory, provisioner.identity, clock)
  try {
    for (const journal of journals) {
      const objects = journal.open()
      const isOfThis = objects.some((object) => object.name === name || object.name.endsWith(`/${name}`))
      if (!isOfThis || journal.runId === own.runId) continue
      onProgress(`${name}: removing what an earlier run left`)
      const left = await provisioner.removeRecorded(
        journal.runId,
        objects,
        removalOptions(pauseSeconds, clock),
        ({ number }) => journal.gone(number),
      )
      const [first] = left
      if (first !== undefined) {
        throw new CodedError(
          'PROVISION_FAILED',
          `What an earlier run left of ${name} could not be removed: ${first.problem}`,
        )
      }
    }
  } finally {
    for (const journal of journals) journal.close()
  }
}

/** Removes one cluster that Siegel made. Throws PROVISION_FAILED if it stays. */
export async function removeCluster(
  wanted: WantedCluster,
  { folder, onProgress, pauseSeconds }: Pick<MakeOptions, 'folder' | 'onProgress' | 'pauseSeconds'>,
  context: CommandContext,
): Promise<void> {
  const provisioner = openProvisioner(wanted, folder, context)
  try {
    const [left] = await provisioner.delete(removalOptions(pauseSeconds, context.clock))
    if (left !== undefined)
      throw new CodedError('PROVISION_FAILED', `${wanted.name} could not be removed: ${left.problem}`)
    onProgress(`${wanted.name} is gone`)
  } finally {
    await provisioner.close()
  }
}
