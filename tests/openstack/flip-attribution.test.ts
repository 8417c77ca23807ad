import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { connectOpenStack, type OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { bundledScope } from '#commands/bundled-scopes.ts'
import { packEvidence } from '#report/evidence/evidence-file.ts'
import type { ChangeAttribution } from '#report/replay/change-attribution.ts'
import { signed } from '#server/signed-reports.fixture.ts'
import { type OpenDatabase, openDatabase } from '#server/storage/database.ts'
import { migrate } from '#server/storage/migrate.ts'
import { startTestServer, type TestServer } from '#server/test-server.fixture.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { SILENT_PROGRESS } from '#suite/print/progress.ts'
import { runCheck } from '#suite/run-check.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { evidenceOfRun, reportBytes } from '#suite/write-report.ts'
import { TESTCASES } from '#testcases/index.ts'
import { type RealAdministrator, realAdministrator, type Undo } from './real-administrator.ts'

/**
 * Two runs against a real OpenStack, with one flavor changed in between: the pages of the monitor name the flavor, the field, the
 * old and the new value. SIEGEL_TEST_CLOUDS_YAML names its clouds.yaml with the entries conformance and conformance-admin.
 */
const cloudsYaml = process.env.SIEGEL_TEST_CLOUDS_YAML
if (!cloudsYaml) throw new Error('SIEGEL_TEST_CLOUDS_YAML does not name the clouds.yaml of a real OpenStack')
const environment = { OS_CLIENT_CONFIG_FILE: cloudsYaml }
const clock = () => new Date()

const folder = mkdtempSync(join(tmpdir(), 'siegel-flip-'))
const entry = (cloud: string) => readCloudsYaml({ environment, workingDirectory: folder, homeDirectory: folder, cloud })

let admin: OpenStackCloud
let hand: RealAdministrator
let open: OpenDatabase
let server: TestServer

before(async () => {
  admin = await connectOpenStack(entry('conformance-admin'), { environment, signal: new AbortController().signal })
  hand = realAdministrator(admin)
  open = await openDatabase({ kind: 'directory', directory: join(folder, 'data') })
  await migrate(open.database, clock())
  server = await startTestServer(open)
})

after(async () => {
  await server?.close()
  await open?.close()
  await admin?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** One run that looks at flavors, handed in with its evidence; gives the uuid of the report. */
async function checkAndSubmit(): Promise<string> {
  const scope = bundledScope('iaas')
  const wishes = { versions: [], patterns: ['scs-0103-*'], sections: [] }
  const run = await runCheck({
    subject: 'gx-scs',
    scope,
    selection: selectTestcases({ scope, at: clock(), testcases: testcasesOfLayer(TESTCASES, 'iaas'), ...wishes }),
    config: entry('conformance'),
    clock,
    environment,
    signal: new AbortController().signal,
    showSteps: () => SILENT_PROGRESS,
  })
  const evidenceSalt = randomBytes(32)
  const reportUuid = randomUUID()
  const circumstances = { reportUuid, invocationUuid: randomUUID(), evidenceSalt, commandLine: ['siegel'] }
  const bytes = reportBytes(run, { ...circumstances, assignment: { os_cloud: 'conformance' }, ...wishes }, 'yaml')
  server.time.now = clock()
  assert.equal((await server.post(signed(server.key, Buffer.from(bytes)))).statusCode, 200)
  const { statusCode, body } = await server.call({
    method: 'POST',
    url: `/api/v1/reports/${reportUuid}/evidence`,
    user: 'gx-scs',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ bundle: packEvidence(evidenceOfRun(run, evidenceSalt)).toString('base64') }),
  })
  assert.equal(statusCode, 201, body)
  return reportUuid
}

interface Change {
  readonly name: string
  make(): Promise<Undo>
  readonly testcase: string
  readonly path: readonly string[]
  readonly before: string
  readonly after: string
}

const CHANGES: readonly Change[] = [
  {
    name: 'an extra spec that says something else',
    make: () => hand.setExtraSpec('SCS-1V-4', 'scs:cpu-type', 'crowded-core'),
    testcase: 'scs-0103-flavor-1v-4',
    path: ['SCS-1V-4', 'extraSpecs', 'scs:cpu-type'],
    before: '"shared-core"',
    after: '"crowded-core"',
  },
  {
    name: 'a flavor that was made anew with less RAM',
    make: () => hand.replaceFlavor('SCS-2V-16', { vcpus: 2, ram: 16_000, disk: 0 }),
    testcase: 'scs-0103-flavor-2v-16',
    path: ['SCS-2V-16', 'ramMiB'],
    before: '16384',
    after: '16000',
  },
]

for (const { name, make, testcase, path, before: old, after: recent } of CHANGES) {
  test(`${name} is named on the pages, with its old and its new value`, async () => {
    await checkAndSubmit()
    const undo = await make()
    try {
      const uuid = await checkAndSubmit()
      const { items } = (await server.get(`/api/v1/reports/${uuid}/changes`)).json() as {
        items: { attribution: ChangeAttribution }[]
      }
      const own = items.find(({ attribution }) => attribution.testcase === testcase)?.attribution
      const named = own?.causes[0]?.filter((cause) => cause.kind === 'cloud') ?? []
      assert.ok(
        named.some((cause) => cause.path.join() === path.join() && cause.before === old && cause.after === recent),
        JSON.stringify(own),
      )
      for (const url of [`/page/report/${uuid}`, '/page/detail/gx-scs/scs-compatible-iaas']) {
        const { body } = await server.get(url, { headers: { 'accept-language': 'en' } })
        const text = body.replaceAll('&quot;', '"')
        for (const word of [path.join(' › '), old, recent]) assert.ok(text.includes(word), `${url}: ${word}`)
      }
    } finally {
      await undo()
    }
  })
}
