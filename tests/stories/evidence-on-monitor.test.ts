import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ObservedFacts } from '#facts/facts.ts'
import { shippedFile } from '#release/shipped-files.ts'
import { withholdFacts } from '#report/evidence/evidence-bundle.ts'
import { packEvidence, unpackEvidence } from '#report/evidence/evidence-file.ts'
import type { ChangeAttribution } from '#report/replay/change-attribution.ts'
import { signed } from '#server/signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '#server/storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '#server/test-server.fixture.ts'
import { healthyFacts } from '../mutations/healthy-facts.ts'
import { flavorOf, setExtraSpec } from '../mutations/mutation.ts'
import { observed, type RecordedRun, recordRun } from '../recorded-run.ts'

const MONDAY = new Date('2026-08-10T06:00:00Z')
const TUESDAY = new Date('2026-08-11T06:00:00Z')
const WEDNESDAY = new Date('2026-08-12T06:00:00Z')

function factsWithCpuType(type: string, at: Date): ObservedFacts {
  const facts = healthyFacts()
  setExtraSpec(flavorOf(facts, 'SCS-1V-4'), 'scs:cpu-type', type)
  return observed(facts, at)
}

describeOnEachOpenDatabase('a monitor with evidence', (database) => {
  let server: TestServer
  const healthy = recordRun('gx-scs', factsWithCpuType('shared-core', MONDAY), MONDAY)
  const changed = recordRun('gx-scs', factsWithCpuType('dedicated-core', TUESDAY), TUESDAY)

  before(async () => {
    server = await startTestServer(database())
    server.time.now = new Date('2026-08-12T07:00:00Z')
    for (const { report } of [healthy, changed]) {
      const { statusCode, body } = await server.post(signed(server.key, report))
      assert.equal(statusCode, 200, body)
    }
  })
  after(async () => server?.close())

  const hand = ({ reportUuid }: Pick<RecordedRun, 'reportUuid'>, bundle: Buffer, user = 'gx-scs') =>
    server.call({
      method: 'POST',
      url: `/api/v1/reports/${reportUuid}/evidence`,
      user,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ bundle: bundle.toString('base64') }),
    })

  test('evidence of another report, of a stranger, or with a changed bit is refused', async () => {
    const bytes = packEvidence(healthy.bundle)
    assert.equal((await hand(changed, bytes)).json().code, 'EVIDENCE_ROOT_WRONG')
    assert.equal((await hand(healthy, bytes, 'foreign')).statusCode, 403)
    const broken = Buffer.from(bytes)
    broken[200] = (broken[200] ?? 0) ^ 1
    assert.equal((await hand(healthy, broken)).json().code, 'EVIDENCE_MALFORMED')
    const otherRun = { ...healthy.bundle, run: { ...healthy.bundle.run, subject: 'foreign' } }
    assert.equal((await hand(healthy, packEvidence(otherRun))).json().code, 'EVIDENCE_CONTRADICTS_REPORT')
  })

  test('without evidence the cause of a change is not guessed, and what is missing is named', async () => {
    const url = `/api/v1/reports/${changed.reportUuid}/changes`
    assert.equal((await server.call({ method: 'POST', url, user: 'foreign' })).statusCode, 403)
    assert.ok((await server.call({ method: 'POST', url, user: 'gx-scs' })).json().changes > 0)
    const [first] = (await server.get(url)).json().items as { attribution: ChangeAttribution }[]
    assert.deepEqual(first?.attribution.causes, [])
    assert.deepEqual(first?.attribution.missing.map(({ what, which }) => `${what} ${which}`).sort(), [
      'evidence after',
      'evidence before',
    ])
  })

  test('evidence is stored once, and only its subject, delegates, auditors and assessors see it', async () => {
    const bytes = packEvidence(healthy.bundle)
    const first = await hand(healthy, bytes, 'zuul')
    assert.equal(first.statusCode, 201, first.body)
    assert.equal((await hand(healthy, bytes)).statusCode, 200)
    const less = packEvidence(withholdFacts(healthy.bundle, ['flavors']))
    assert.equal((await hand(healthy, less)).json().code, 'EVIDENCE_EXISTS')
    const url = `/api/v1/reports/${healthy.reportUuid}/evidence`
    for (const user of ['gx-scs', 'zuul', 'auditor', 'assessor']) {
      const { bundle } = (await server.get(url, { user })).json() as { bundle: string }
      assert.deepEqual(unpackEvidence(Buffer.from(bundle, 'base64')).root, healthy.bundle.root)
    }
    for (const user of ['foreign', 'boss', 'robot']) assert.equal((await server.get(url, { user })).statusCode, 403)
    assert.equal((await server.get(url)).statusCode, 401)
  })

  test('a changed extra spec is named as the cause: flavor, field, before and after, on both pages and in the API', async () => {
    const stored = await hand(changed, packEvidence(changed.bundle))
    assert.equal(stored.statusCode, 201, stored.body)
    assert.ok(stored.json().changes > 0)
    const { items } = (await server.get(`/api/v1/reports/${changed.reportUuid}/changes`)).json() as {
      items: { earlierReport: string; attribution: ChangeAttribution }[]
    }
    const own = items.find(({ attribution }) => attribution.testcase === 'scs-0103-flavor-1v-4')
    assert.equal(own?.earlierReport, healthy.reportUuid)
    assert.deepEqual(own?.attribution.causes, [
      [
        {
          kind: 'cloud',
          fact: 'flavors',
          path: ['SCS-1V-4', 'extraSpecs', 'scs:cpu-type'],
          before: '"shared-core"',
          after: '"dedicated-core"',
        },
      ],
    ])
    assert.deepEqual(own?.attribution.missing, [])
    for (const url of [`/page/report/${changed.reportUuid}`, '/page/detail/gx-scs/scs-compatible-iaas']) {
      const { body } = await server.get(url, { headers: { 'accept-language': 'en' } })
      assert.match(body, /Changed on 2026-08-11: pass → fail/)
      assert.match(body, /SCS-1V-4 › extraSpecs › scs:cpu-type/)
      assert.match(body, /&quot;shared-core&quot;[\s\S]*?after[\s\S]*?&quot;dedicated-core&quot;/)
    }
    const german = await server.get(`/page/report/${changed.reportUuid}?lang=de`)
    assert.match(german.body, /Die Cloud hat sich geändert \(flavors\)/)
  })

  test('whether a subject is ready for the next version is a ticked list, for those who may see its evidence', async () => {
    const url = '/api/v1/subjects/gx-scs/ready?scope=scs-compatible-iaas&version=next'
    const { items, standing } = (await server.get(url, { user: 'gx-scs' })).json() as {
      items: { testcase: string; standing: string }[]
      standing: string
    }
    assert.equal(standing, 'FAIL')
    assert.equal(items.find(({ testcase }) => testcase === 'scs-0103-flavor-1v-4')?.standing, 'FAIL')
    assert.equal((await server.get(url, { user: 'foreign' })).statusCode, 403)
  })

  test('an assessor sees whom a draft would let fall, and why; nobody else does', async () => {
    const text = shippedFile('scopes', 'scs-compatible-iaas.yaml')
    const scope = text.replace(
      '  - version: next\n',
      '  - version: v9\n    include: [scs-0103-v1]\n  - version: next\n',
    )
    const ask = (user: string, body: object) =>
      server.call({ method: 'POST', url: '/api/v1/previews', user, payload: body })
    assert.equal((await ask('gx-scs', { scope })).statusCode, 403)
    assert.equal((await ask('assessor', { scope: 'a: [' })).json().code, 'SCOPE_INVALID')
    const answer = await ask('assessor', { scope, since: '2026-08-01' })
    assert.equal(answer.statusCode, 201, answer.body)
    const { falls, page, versions } = answer.json() as {
      falls: unknown[]
      page: string
      versions: { version: string; alike: number; flips: number }[]
    }
    assert.deepEqual(falls, [])
    assert.deepEqual(
      versions.find(({ version }) => version === 'v9'),
      {
        ...{ version: 'v9', effectiveFrom: null, fall: 0, rise: 0, undecided: 0, alike: 1, flips: 1 },
        ...{ judgedByPerson: [], notInThisRelease: [] },
      },
    )
    assert.equal((await server.get(page, { user: 'gx-scs' })).statusCode, 403)
    assert.match((await server.get(page, { user: 'assessor' })).body, /Nobody would fall/)
  })

  test('a testcase that fails on many subjects at once is told to the maintainers, once', async () => {
    for (const subject of ['poc-1', 'poc-2', 'foreign']) {
      const good = recordRun(subject, factsWithCpuType('shared-core', TUESDAY), TUESDAY)
      assert.equal((await server.post(signed(server.key, good.report), { user: 'robot' })).statusCode, 200)
    }
    for (const subject of ['poc-1', 'poc-2', 'foreign']) {
      const bad = recordRun(subject, factsWithCpuType('dedicated-core', WEDNESDAY), WEDNESDAY)
      assert.equal((await server.post(signed(server.key, bad.report), { user: 'robot' })).statusCode, 200)
    }
    const url = '/api/v1/suspected-faults'
    assert.equal((await server.get(url, { user: 'auditor' })).statusCode, 403)
    const { items } = (await server.get(url, { user: 'boss' })).json() as {
      items: { testcase: string; verdict: string; subjects: string[] }[]
    }
    const own = items.filter(({ testcase }) => testcase === 'scs-0103-flavor-1v-4')
    assert.equal(own.length, 1)
    assert.equal(own[0]?.verdict, 'FAIL')
    assert.ok((own[0]?.subjects.length ?? 0) >= 3)
  })
})
