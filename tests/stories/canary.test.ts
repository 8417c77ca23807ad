import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { startHostileFront } from '../hostile-front.ts'
import { runSiegel } from '../run-siegel.ts'

/** Secrets as clouds leak them: in members, in addresses, in texts, in messages of errors. */
const CANARIES = {
  password: 'CANARY-password-9f8e7d6c',
  adminPass: 'CANARY-adminpass-1a2b3c4d',
  token: `gAAAAA${'CANARYtoken'.repeat(8)}`,
  address: 'CANARY-address-77aa88bb',
  jwt: `eyJ${'CANARYhead'.repeat(2)}.eyJ${'CANARYbody'.repeat(3)}.${'CANARYsign'.repeat(3)}`,
  key: 'CANARYkeyCANARYkeyCANARYkey',
}

const PLANTED = {
  password: CANARIES.password,
  adminPass: CANARIES.adminPass,
  auth_token: CANARIES.token,
  secret_key: CANARIES.key,
}

/** Every text of a cloud may hold what it should not: here images, flavors, volume types and networks say it aloud. */
const TEXT = `see https://user:${CANARIES.address}@example.org/ X-Auth-Token: ${CANARIES.token} ${CANARIES.jwt}`

function plant(value: unknown, ownSecret: string): unknown {
  if (Array.isArray(value)) return value.map((item) => plant(item, ownSecret))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, plant(member, ownSecret)])
  return {
    ...Object.fromEntries(members),
    ...PLANTED,
    x_note: TEXT,
    x_own: ownSecret,
    description: `${TEXT} ${ownSecret}`,
  }
}

async function checkLeakyCloud(context: TestContext, defects: readonly string[]): Promise<string> {
  const cloud = await startPracticeCloud({ clock: () => new Date(), defects })
  const folder = mkdtempSync(join(tmpdir(), 'siegel-canary-'))
  const ownSecret = /password: "?([^"\n]+)"?/.exec(cloud.cloudsYaml('practice'))?.[1] ?? ''
  assert.ok(ownSecret.length >= 12, 'the practice cloud has a password worth hiding')
  const front = await startHostileFront(cloud.authUrl.replace(/\/identity.*$|\/v3.*$/, ''), ({ path }) => {
    if (/\/auth\/tokens/.test(path)) return undefined
    return async (response, proceed) => {
      const { status, headers, body } = await proceed()
      const isJson = headers['content-type']?.includes('json') === true
      response.writeHead(status, headers).end(isJson ? JSON.stringify(plant(JSON.parse(body), ownSecret)) : body)
    }
  })
  context.after(async () => {
    await front.stop()
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const origin = new URL(cloud.authUrl).origin
  writeFileSync(join(folder, 'clouds.yaml'), cloud.cloudsYaml('practice').replaceAll(origin, front.url))
  const outputs = [
    '--report',
    'report.yaml',
    '--facts',
    'facts.json',
    '--evidence',
    '--html',
    'r.html',
    '--junit',
    'r.xml',
  ]
  const asked = ['check', 'iaas', '--subject', 'gx-scs', '--os-cloud', 'practice', '--section', 'light', '--json']
  const { stdout, stderr, exitCode } = await runSiegel([...asked, ...outputs], {
    directory: folder,
    environment: { OS_CLIENT_CONFIG_FILE: join(folder, 'clouds.yaml') },
  })
  assert.ok(exitCode !== 3, stderr)
  const files = readdirSync(folder).filter((name) => name !== 'clouds.yaml')
  assert.ok(files.includes('report.yaml.evidence.json.gz'))
  const texts = files.map((name) => {
    const bytes = readFileSync(join(folder, name))
    return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  })
  const all = [stdout, stderr, ...texts].join('\n')
  assert.match(all, /example\.org/, 'the planted texts were observed')
  for (const [kind, canary] of Object.entries({ ...CANARIES, 'the own password': ownSecret })) {
    assert.ok(!all.includes(canary), `${kind} of the cloud or its user got through`)
  }
  return all
}

test('secrets in every answer of a cloud reach neither facts, evidence, report nor output', async (context) => {
  await checkLeakyCloud(context, [])
})

test('neither do secrets in the errors of a cloud', async (context) => {
  const all = await checkLeakyCloud(context, ['server-error:volume-types', 'flavor-missing:SCS-1V-4'])
  assert.match(all, /500/)
})
