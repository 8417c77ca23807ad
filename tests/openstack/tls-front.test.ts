import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parse, stringify } from 'yaml'
import { connectOpenStack, type OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { IDENTITY } from '#clouds/openstack/services.ts'
import { runSiegel } from '../run-siegel.ts'
import { makeAuthority, makeCertificate, opensslEnvironment, PATH, prepareOpenssl, SOUND } from './tls/certificates.ts'
import { type Front, freePorts, hasEnded, originOf, proxyConfiguration, untilListening } from './tls/proxy.ts'
import { WEAKNESSES, type Weakness } from './tls/weaknesses.ts'

/**
 * A real OpenStack without planted flaws gets HAProxy before it, set up as Mozilla's guideline says, and a second region
 * whose endpoints lie there. Then one thing after another of that TLS is weakened, and exactly the expected testcases
 * turn. SIEGEL_TEST_CLOUDS_YAML names its clouds.yaml with the entries conformance and conformance-admin.
 */
const cloudsYaml = process.env.SIEGEL_TEST_CLOUDS_YAML
if (!cloudsYaml) throw new Error('SIEGEL_TEST_CLOUDS_YAML does not name the clouds.yaml of a real OpenStack')
if (spawnSync('haproxy', ['-v'], { env: { PATH } }).status !== 0) {
  throw new Error('haproxy is not installed: apt-get install haproxy')
}

/** Every service, and only the two that the weakenings need: to scan them all again and again takes minutes. */
const REGION = 'RegionTls'
const SMALL_REGION = 'RegionTlsSmall'
const RULES = ['certificate', 'certificate-days', 'ciphers', 'https-only', 'protocol-versions'].map(
  (rule) => `siegel-0125-${rule}`,
)

const TLS = ['--testcase', 'siegel-0125-*']

/** The one server that is weakened; the one to which the suite signs in stays sound, as it would stop there. */
const WEAKENED = 'compute'
interface Finding {
  readonly code: string
  readonly about: { readonly name: string }
  readonly found?: string
}

interface Verdict {
  readonly id: string
  readonly verdict: string
  readonly reason?: { readonly class: string; readonly detail: string }
  readonly findings?: readonly Finding[]
  readonly warnings?: readonly Finding[]
}

interface Endpoint {
  readonly id: string
  readonly service_id: string
  readonly url: string
}

describe('a real OpenStack behind TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-tls-front-'))
  const entries = (parse(readFileSync(cloudsYaml, 'utf8')) as { clouds: Record<string, CloudEntry> }).clouds
  let admin: OpenStackCloud
  let fronts: readonly Front[]
  let weakened: Front
  let proxy: ChildProcess | undefined

  before(async () => {
    process.once('exit', () => proxy?.kill('SIGKILL'))
    prepareOpenssl(folder)
    makeAuthority(folder, 'authority')
    makeAuthority(folder, 'stranger')
    makeCertificate(folder, 'sound', SOUND)
    const environment = { OS_CLIENT_CONFIG_FILE: cloudsYaml }
    const places = { environment, workingDirectory: folder, homeDirectory: folder }
    admin = await connectOpenStack(readCloudsYaml({ ...places, cloud: 'conformance-admin' }), { environment })
    await removeRegions(admin)
    const plain = await endpointsOf(admin, 'RegionOne')
    const backends = [...new Set(plain.map(({ url }) => backendOf(url)))]
    const ports = await freePorts(backends.length)
    fronts = backends.map((backend, index) => ({ backend, port: ports[index] ?? 0 }))
    weakened = frontOf(backendOf(admin.endpoint([WEAKENED]) ?? ''))
    const identity = frontOf(backendOf(admin.endpoint(['identity']) ?? ''))
    for (const [id, members] of [
      [REGION, fronts],
      [SMALL_REGION, [identity, weakened]],
    ] as const) {
      await admin.send(IDENTITY, { method: 'POST', path: '/regions', body: { region: { id } } })
      for (const { service_id, url } of plain) {
        const front = frontOf(backendOf(url))
        if (!members.includes(front)) continue
        const secure = url.replace(/^http:\/\/[^/]+/, originOf(front))
        const endpoint = { interface: 'public', region_id: id, service_id, url: secure }
        await admin.send(IDENTITY, { method: 'POST', path: '/endpoints', body: { endpoint } })
      }
    }
    writeClouds()
    await startProxy()
  })

  after(async () => {
    await stopProxy()
    if (admin !== undefined) {
      await removeRegions(admin).finally(() => admin.close())
    }
    rmSync(folder, { recursive: true })
  })

  test('set up as the guideline says: every rule of scs-0125 passes', async () => {
    const { exitCode, testcases } = await check('trusting', '--region', REGION, ...TLS)
    assert.deepEqual(
      outline(testcases),
      RULES.map((id) => `${id} PASS`),
    )
    assert.deepEqual([...new Set(warningsOf(testcases))], ['certificate-of-own-authority'])
    const examined = warningsOf(testcases).length
    assert.deepEqual([exitCode, examined], [0, fronts.length])
  })

  test('without the authority in clouds.yaml: unreachable, because of TLS', async () => {
    const { exitCode, testcases } = await check('distrusting', '--region', REGION, ...TLS)
    assert.equal(exitCode, 2)
    assert.deepEqual(
      outline(testcases),
      RULES.map((id) => `${id} ABORT`),
    )
    for (const { reason } of testcases) {
      assert.equal(reason?.class, 'unreachable')
      assert.match(reason.detail, /no valid TLS: .*(certificate|UNABLE_TO)/)
    }
  })

  test('judged as without TLS', async () => {
    const light = ['--section', 'light']
    const [secure, plain] = await Promise.all([
      check('trusting', '--region', REGION, ...light),
      check('plain', ...light),
    ])
    assert.ok(plain.testcases.length > 50)
    assert.deepEqual(outline(secure.testcases), outline(plain.testcases))
    assert.equal(secure.exitCode, plain.exitCode)
  })

  for (const weakness of WEAKNESSES) {
    const { name, turns, warns = [] } = weakness
    test(`${name}: exactly ${[...Object.keys(turns), ...warns].join(', ')}`, async () => {
      makeCertificate(folder, 'weak', { ...SOUND, ...weakness.certificate })
      await startProxy(weakness)
      const { testcases } = await check('trusting', '--region', SMALL_REGION, ...TLS)
      const faults = testcases.filter(({ verdict }) => verdict !== 'PASS')
      assert.deepEqual(
        Object.fromEntries(faults.map(({ id, findings = [] }) => [id, findings.map(findingText)])),
        turns,
      )
      assert.ok(faults.every(({ verdict }) => verdict === 'FAIL'))
      const places = faults.flatMap(({ findings = [] }) => findings.map(({ about }) => about.name))
      assert.deepEqual([...new Set(places)], faults.length === 0 ? [] : [originOf(weakened)])
      for (const warning of warns) {
        const about = testcases.flatMap(({ warnings = [] }) => warnings.filter(({ code }) => code === warning))
        assert.deepEqual(
          about.map(({ about: { name: place } }) => place),
          [originOf(weakened)],
        )
      }
    })
  }

  test('sound again, everything passes again', async () => {
    await startProxy()
    const { testcases } = await check('trusting', '--region', SMALL_REGION, ...TLS)
    assert.deepEqual(
      outline(testcases),
      RULES.map((id) => `${id} PASS`),
    )
  })

  function frontOf(backend: string): Front {
    const front = fronts.find((one) => one.backend === backend)
    if (front === undefined) throw new Error(`the test cloud has no service at ${backend}`)
    return front
  }

  function writeClouds(): void {
    const entry = entries.conformance
    if (entry === undefined) throw new Error(`${cloudsYaml} has no entry conformance`)
    const { region_name: _, ...rest } = entry
    const { origin, pathname } = new URL(entry.auth.auth_url)
    const auth_url = `${originOf(frontOf(origin.replace('http://', '')))}${pathname}`
    const distrusting = { ...rest, regions: [REGION, SMALL_REGION], auth: { ...entry.auth, auth_url } }
    const trusting = { ...distrusting, cacert: join(folder, 'authority.pem') }
    writeFileSync(join(folder, 'clouds.yaml'), stringify({ clouds: { plain: entry, distrusting, trusting } }), {
      mode: 0o600,
    })
  }

  async function check(cloud: string, ...more: string[]) {
    const outcome = await runSiegel(
      ['check', 'iaas', '--subject', 'test-cloud', '--os-cloud', cloud, ...more, '--json'],
      { directory: folder },
    )
    assert.notEqual(outcome.stdout, '', outcome.stderr)
    const { testcases } = JSON.parse(outcome.stdout) as { testcases: readonly Verdict[] }
    return { exitCode: outcome.exitCode, testcases }
  }

  async function startProxy(weakness?: Weakness): Promise<void> {
    await stopProxy()
    writeFileSync(join(folder, 'haproxy.cfg'), proxyConfiguration(folder, fronts, weakness && { weakened, weakness }))
    proxy = spawn('haproxy', ['-q', '-db', '-f', join(folder, 'haproxy.cfg')], {
      env: opensslEnvironment(folder),
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const started = proxy
    await Promise.all(fronts.map(({ port }) => untilListening(port, started)))
  }

  async function stopProxy(): Promise<void> {
    if (proxy === undefined || hasEnded(proxy)) return
    const ended = once(proxy, 'exit')
    proxy.kill('SIGTERM')
    await ended
    proxy = undefined
  }
})

interface CloudEntry {
  readonly region_name?: string
  readonly auth: { readonly auth_url: string }
}

async function endpointsOf(admin: OpenStackCloud, region: string): Promise<readonly Endpoint[]> {
  const query = { interface: 'public', region_id: region }
  return (await admin.fetchList(IDENTITY, '/endpoints', { collection: 'endpoints', query })) as readonly Endpoint[]
}

/** Also what an earlier, killed test has left. */
async function removeRegions(admin: OpenStackCloud): Promise<void> {
  for (const region of [REGION, SMALL_REGION]) {
    for (const { id } of await endpointsOf(admin, region)) {
      await admin.send(IDENTITY, { method: 'DELETE', path: `/endpoints/${id}`, accept: [404] })
    }
    await admin.send(IDENTITY, { method: 'DELETE', path: `/regions/${region}`, accept: [404] })
  }
}

/** Host and port; the URL may be a pattern, with the project in its path. */
function backendOf(url: string): string {
  return /^http:\/\/([^/]+)/.exec(url)?.[1] ?? ''
}

function outline(testcases: readonly Verdict[]): string[] {
  return testcases.map(({ id, verdict }) => `${id} ${verdict}`)
}

function warningsOf(testcases: readonly Verdict[]): string[] {
  return testcases.flatMap(({ warnings = [] }) => warnings.map(({ code }) => code))
}

/** Dates aside, what was found. */
function findingText({ code, found }: Finding): string {
  return found === undefined || /^\d{4}-/.test(found) ? code : `${code} ${found}`
}
