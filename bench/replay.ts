/**
 * Size of an evidence bundle of the whole IaaS suite for 60 flavors and 40 images; a preview over 1 000 subjects and 18 months
 * of one subject, each in the process of its own in which a monitor does it. The baseline is the naive way: everything unpacked
 * with all checks and judged one after the other in this process.
 *
 * Usage: node bench/replay.ts
 */
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import { type EvidenceBundle, factsOfBundle } from '#report/evidence/evidence-bundle.ts'
import { packEvidence, unpackEvidence } from '#report/evidence/evidence-file.ts'
import { previewSchema } from '#report/replay/preview.ts'
import { ownJudges } from '#suite/judges/own-judges.ts'
import { answerReplay } from '#suite/replay/answer-replay.ts'
import { askReplay } from '#suite/replay/ask-replay.ts'
import { healthyFacts, standardFlavor } from '../tests/mutations/healthy-facts.ts'
import { observed, recordRun } from '../tests/recorded-run.ts'

const SIZE_GOAL = 60_000
const SUBJECTS = 1_000
const PREVIEW_GOAL_MS = 2_000
const DAYS = 548
const HISTORY_GOAL_MS = 10_000
const DAY_MS = 86_400_000
const AT = new Date('2026-08-09T06:00:00Z')

const draft = {
  name: 'draft.yaml',
  text: readFileSync(new URL('../src/scopes/scs-compatible-iaas.yaml', import.meta.url), 'utf8'),
}
let isReached = true

const [one] = recordings(1)
if (one === undefined) throw new Error('nothing was recorded')
const { leaves } = one
report('bundle of the whole suite, 60 flavors, 40 images, bytes', packEvidence(one).length, SIZE_GOAL)
console.log(`  ${leaves.length} facts; unpacked ${JSON.stringify(one).length} bytes`)

const many = recordings(SUBJECTS, (index) => ({ subject: `cloud-${index}`, at: AT }))
await measure(`preview over ${SUBJECTS} subjects, ms`, PREVIEW_GOAL_MS, many, null)
const history = recordings(DAYS, (index) => ({ subject: 'gx-scs', at: new Date(AT.getTime() - index * DAY_MS) }))
await measure(`18 months (${DAYS} bundles) of one subject replayed, ms`, HISTORY_GOAL_MS, history, new Date(0))
process.exitCode = isReached ? 0 : 1

function recordings(count: number, of = (_index: number) => ({ subject: 'gx-scs', at: AT })): EvidenceBundle[] {
  return Array.from({ length: count }, (_, index) => {
    const facts = healthyFacts()
    while (facts.flavors.length < 60) {
      facts.flavors.push({
        ...standardFlavor('SCS-2V-8'),
        id: `own-${facts.flavors.length}-${index}`,
        name: `own-${facts.flavors.length}`,
      })
    }
    while (facts.providedImages.length < 40) {
      facts.providedImages.push(
        healthyImage({ id: crypto.randomUUID(), name: `own-${facts.providedImages.length}`, os_purpose: 'custom' }),
      )
    }
    const { subject, at } = of(index)
    return recordRun(subject, observed(facts, at), at).bundle
  })
}

async function measure(
  title: string,
  goal: number,
  bundles: readonly EvidenceBundle[],
  since: Date | null,
): Promise<void> {
  const packed = bundles.map((bundle) => packEvidence(bundle))
  const naive = time(() => {
    const judges = ownJudges()
    for (const bytes of packed) {
      const bundle = unpackEvidence(bytes)
      judges.judge(judges.testcases.keys(), factsOfBundle(bundle), AT)
    }
  })
  const bySubject = Map.groupBy(packed.keys(), (index) => bundles[index]?.run.subject ?? '')
  const subjects = [...bySubject].map(([subject, own]) => {
    return { subject, evidence: own.flatMap((index) => packed[index]?.toString('base64') ?? []) }
  })
  const startedAt = performance.now()
  const at = AT.toISOString()
  const request = { kind: 'preview', draft, current: null, subjects, at, since: since?.toISOString() ?? null } as const
  const preview = await askReplay(request, previewSchema)
  const took = performance.now() - startedAt
  if (preview.subjects !== subjects.length || preview.falls.length > 0) throw new Error('the preview is wrong')
  report(title, took, goal)
  const before = process.cpuUsage()
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  answerReplay(request)
  Error.stackTraceLimit = stackTraceLimit
  const { user, system } = process.cpuUsage(before)
  console.log(
    `  of that judging, by processor time: ${((user + system) / 1_000).toFixed(0)} ms (load ${loadavg()[0]?.toFixed(1)})`,
  )
  console.log(`  naive in this process: ${naive.toFixed(0)} ms, ratio ${(naive / took).toFixed(2)}`)
}

function time(run: () => void): number {
  const startedAt = performance.now()
  run()
  return performance.now() - startedAt
}

function report(title: string, value: number, goal: number): void {
  isReached &&= value <= goal
  console.log(`${title}: ${value.toFixed(0)}, goal at most ${goal}: ${value <= goal ? 'reached' : 'MISSED'}`)
}
