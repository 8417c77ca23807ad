import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { plainReport, signed } from '#server/signed-reports.fixture.ts'
import { openDatabase } from '#server/storage/database.ts'
import { migrate } from '#server/storage/migrate.ts'
import { startTestServer } from '#server/test-server.fixture.ts'

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url))
const read = (path: string) => readFileSync(join(DEPLOY, path), 'utf8')

function load(path: string): unknown[] {
  return parseAllDocuments(read(path), { merge: true }).map((document) => {
    assert.ok('errors' in document)
    assert.deepEqual([...document.errors, ...document.warnings], [], path)
    return document.toJS()
  })
}

const containerSchema = z.looseObject({
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  resources: z.object({ limits: z.object({ memory: z.string() }) }),
  env: z.array(
    z.strictObject({
      name: z.string(),
      valueFrom: z.object({ secretKeyRef: z.object({ name: z.string(), key: z.string() }) }),
    }),
  ),
})
const podSchema = z.looseObject({
  automountServiceAccountToken: z.literal(false),
  securityContext: z.looseObject({
    runAsNonRoot: z.literal(true),
    runAsUser: z.int().min(10_000),
    seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
  }),
  containers: z.array(containerSchema).length(1),
})
const templateSchema = z.looseObject({ spec: podSchema })
const resourceSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('Deployment'), spec: z.looseObject({ template: templateSchema }) }),
  z.looseObject({
    kind: z.literal('CronJob'),
    spec: z.looseObject({ jobTemplate: z.object({ spec: z.looseObject({ template: templateSchema }) }) }),
  }),
  z.looseObject({ kind: z.literal('Service'), apiVersion: z.literal('v1') }),
  z.looseObject({ kind: z.literal('NetworkPolicy'), apiVersion: z.literal('networking.k8s.io/v1') }),
  z.looseObject({ kind: z.literal('PersistentVolumeClaim'), apiVersion: z.literal('v1') }),
])
const serviceSchema = z.looseObject({
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  environment: z.record(z.string(), z.string()),
})

describe('what is in deploy/', () => {
  let scratch = ''
  before(() => {
    scratch = mkdtempSync(join(tmpdir(), 'siegel-deploy-'))
  })
  after(() => rmSync(scratch, { recursive: true, force: true }))

  test('Kubernetes: nothing runs as root, writes to its image, or has a password in it', () => {
    const [kustomization] = load('kubernetes/kustomization.yaml')
    const { resources } = z.looseObject({ resources: z.array(z.string()) }).parse(kustomization)
    const files = readdirSync(join(DEPLOY, 'kubernetes')).filter((name) => name !== 'kustomization.yaml')
    assert.deepEqual(resources.toSorted(), files.toSorted())
    const kinds = resources
      .flatMap((name) => load(join('kubernetes', name)))
      .map((one) => resourceSchema.parse(one).kind)
    assert.deepEqual(kinds.toSorted(), ['CronJob', 'Deployment', 'NetworkPolicy', 'PersistentVolumeClaim', 'Service'])
  })

  test('compose: nothing writes to its image or has privileges, and passwords have no default', () => {
    const [compose] = load('container/compose.yaml')
    const { services } = z.looseObject({ services: z.record(z.string(), serviceSchema) }).parse(compose)
    assert.deepEqual(Object.keys(services), ['database', 'monitor', 'backup'])
    const text = read('container/compose.yaml')
    const passwords = [...text.matchAll(/\$\{\w*PASSWORD\w*(?<rest>[^}]*)\}/g)]
    assert.equal(passwords.length, 2)
    for (const { groups } of passwords) assert.match(groups?.rest ?? '', /^:\?/)
    for (const variables of Object.values(services)) {
      for (const [name, value] of Object.entries(variables.environment)) {
        if (/PASSWORD|URL/.test(name)) assert.match(value, /\$\{SIEGEL_DATABASE_PASSWORD:\?/)
      }
    }
  })

  test('the container has a user that is not root, and starts the program itself', () => {
    const text = read('container/Containerfile')
    assert.match(text, /^FROM \S+:\d+\.\d+\.\d+\S*$/m)
    assert.match(text, /^USER 10001:10001$/m)
    assert.ok(text.lastIndexOf('USER') > text.lastIndexOf('RUN'))
    assert.match(text, /^ENTRYPOINT \["siegel"\]$/m)
    const { version } = JSON.parse(
      readFileSync(new URL('../../node_modules/node/package.json', import.meta.url), 'utf8'),
    )
    assert.match(text, new RegExp(`node:${version.replaceAll('.', '\\.')}-`))
  })

  test('systemd understands its units', (context) => {
    const names = readdirSync(join(DEPLOY, 'systemd'))
    for (const name of names) {
      // The programs are where they are installed, not here.
      writeFileSync(
        join(scratch, name),
        read(join('systemd', name)).replaceAll(/^ExecStart=\S+/gm, 'ExecStart=/bin/true'),
      )
    }
    const paths = names.map((name) => join(scratch, name))
    const { error, status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], {
      encoding: 'utf8',
    })
    if (error) return context.skip('systemd-analyze is not installed: apt-get install systemd brings it')
    const own = stderr.split('\n').filter((line) => line.includes('siegel'))
    assert.deepEqual([status, own], [0, []], stderr)
  })

  test('the backup script makes a new file each time, and deletes old ones only after it succeeded', () => {
    const script = join(DEPLOY, 'container', 'siegel-backup')
    const programs = join(scratch, 'bin')
    const folder = join(scratch, 'backups')
    spawnSync('mkdir', ['-p', programs, folder])
    writeFileSync(join(programs, 'siegel'), '#!/bin/sh\n[ "$FAIL" = 1 ] && exit 3\necho "$@" > "$2"\n', { mode: 0o755 })
    const old = join(folder, 'siegel-20200101T000000Z.backup')
    writeFileSync(old, '')
    utimesSync(old, 0, 0)
    writeFileSync(join(folder, 'something-else'), '')
    utimesSync(join(folder, 'something-else'), 0, 0)
    const run = (environment: Record<string, string>) =>
      spawnSync(script, [folder], { env: { PATH: `${programs}:${process.env.PATH}`, ...environment } }).status
    assert.equal(run({ FAIL: '1' }), 3)
    assert.ok(readdirSync(folder).includes('siegel-20200101T000000Z.backup'))
    assert.equal(run({ SIEGEL_MONITOR_URL: 'http://127.0.0.1:8080' }), 0)
    const [made, other] = readdirSync(folder).toSorted()
    assert.match(made ?? '', /^siegel-\d{8}T\d{6}Z\.backup$/)
    assert.equal(other, 'something-else')
    assert.match(readFileSync(join(folder, made ?? ''), 'utf8'), /^backup \S+ --monitor http:\/\/127\.0\.0\.1:8080$/m)
  })

  test('every metric in alerts and dashboard is one that a monitor has', async () => {
    const open = await openDatabase({ kind: 'directory', directory: join(scratch, 'data') })
    try {
      await migrate(open.database, new Date())
      const server = await startTestServer(open, {
        accountFile: {
          state: () => ({ file: 'bootstrap.yaml', loadedAt: new Date(), accounts: 1 }),
          reload: async () => 1,
          close: () => {},
        },
      })
      await server.post(signed(server.key, [plainReport({ 'scs-0102-prop-min_ram': 1 })]))
      const { body } = await server.get('/metrics')
      await server.close()
      const present = new Set([...body.matchAll(/^(?<name>siegel_\w+)/gm)].map(({ groups }) => groups?.name))
      const [alerts] = load('monitoring/alerts.yaml')
      const ruleSchema = z.strictObject({
        alert: z.string(),
        expr: z.string(),
        for: z.string(),
        labels: z.strictObject({ severity: z.enum(['info', 'warning', 'critical']) }),
        annotations: z.strictObject({ summary: z.string() }),
      })
      const { groups } = z
        .strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(ruleSchema).min(5) })) })
        .parse(alerts)
      const dashboard = z
        .looseObject({
          panels: z.array(z.looseObject({ targets: z.array(z.object({ expr: z.string() })).min(1) })).min(5),
        })
        .parse(JSON.parse(read('monitoring/grafana-dashboard.json')))
      const questions = [
        ...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
        ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
      ]
      const asked = new Set(questions.flatMap((expr) => expr.match(/siegel_\w+/g) ?? []))
      assert.ok(asked.size >= 6)
      assert.deepEqual(
        [...asked].filter((name) => !present.has(name)),
        [],
      )
    } finally {
      await open.close()
    }
  })
})
