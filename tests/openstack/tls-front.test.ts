import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse, stringify } from 'yaml'
import { connectOpenStack, type OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { IDENTITY } from '#clouds/openstack/services.ts'
import { runSiegel } from '../run-siegel.ts'

/**
 * A real OpenStack without planted flaws gets HAProxy before it, set up as Mozilla's guideline says, and a second region
 * whose endpoints lie there. Then one thing after another of that TLS is weakened, and exactly the expected testcases
 * turn. SIEGEL_TEST_CLOUDS_YAML names its clouds.yaml with the entries conformance and conformance-admin.
 */
const cloudsYaml = process.env.SIEGEL_TEST_CLOUDS_YAML
if (!cloudsYaml) throw new Error('SIEGEL_TEST_CLOUDS_YAML does not name the clouds.yaml of a real OpenStack')
const PATH = `${process.env.PATH ?? ''}:/usr/sbin`
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
const GUIDELINE_CIPHERS =
  'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305'

const SOUND: CertificateOrder = {
  key: ['EC', 'ec_paramgen_curve:P-256'],
  digest: 'sha256',
  days: [0, 90],
  names: 'IP:127.0.0.1,DNS:localhost',
  authority: 'authority',
}

/** The machine's own settings must not hinder what is meant to be weak. */
const OPENSSL_CONFIGURATION = `openssl_conf = all
[all]
ssl_conf = tls
[tls]
system_default = weak
[weak]
CipherString = DEFAULT@SECLEVEL=0
MinProtocol = TLSv1
[req]
distinguished_name = subject
[subject]
`

interface CertificateOrder {
  readonly key: readonly [algorithm: string, option: string]
  readonly digest: string
  /** From when to when, counted from today. */
  readonly days: readonly [number, number]
  readonly names: string
  readonly authority: string
}

interface Weakness {
  readonly name: string
  /** What follows `bind … ssl` of the weakened server. */
  readonly bind?: string
  readonly certificate?: Partial<CertificateOrder>
  /** Instead of what the guideline says about HSTS. */
  readonly hsts?: number
  /** The testcases that no longer pass, and what they find. */
  readonly turns: Readonly<Record<string, readonly string[]>>
  /** What is new among the warnings. */
  readonly warns?: readonly string[]
}

const WEAKNESSES: readonly Weakness[] = [
  {
    // No suite of the guideline can be spoken with TLS 1.1.
    name: 'TLS 1.1',
    bind: `ssl-min-ver TLSv1.1 ciphers ${GUIDELINE_CIPHERS}:ECDHE-ECDSA-AES128-SHA`,
    turns: {
      'siegel-0125-ciphers': ['tls-cipher-not-allowed ECDHE-ECDSA-AES128-SHA'],
      'siegel-0125-protocol-versions': ['tls-version-outdated TLSv1.1'],
    },
  },
  {
    name: 'a suite with CBC',
    bind: `ciphers ${GUIDELINE_CIPHERS}:ECDHE-ECDSA-AES128-SHA256`,
    turns: { 'siegel-0125-ciphers': ['tls-cipher-not-allowed ECDHE-ECDSA-AES128-SHA256'] },
  },
  {
    name: 'a suite of TLS 1.3 that is not in the guideline',
    bind: 'ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_128_CCM_SHA256',
    turns: { 'siegel-0125-ciphers': ['tls-cipher-not-allowed TLS_AES_128_CCM_SHA256'] },
  },
  {
    name: 'a curve that is not in the guideline',
    bind: 'curves X25519:P-256:P-521',
    turns: { 'siegel-0125-ciphers': ['tls-group-not-allowed secp521r1'] },
  },
  {
    name: 'a certificate for 800 days',
    certificate: { days: [0, 800] },
    turns: { 'siegel-0125-certificate': ['certificate-made-for-too-long 800'] },
  },
  {
    name: 'a certificate that has expired',
    certificate: { days: [-91, -1] },
    turns: { 'siegel-0125-certificate-days': ['certificate-expired'] },
  },
  {
    name: 'a certificate that is not yet valid',
    certificate: { days: [1, 91] },
    turns: { 'siegel-0125-certificate-days': ['certificate-not-yet-valid'] },
  },
  {
    name: 'a certificate with 3 days left',
    certificate: { days: [-87, 3] },
    turns: {},
    warns: ['certificate-expires-soon'],
  },
  {
    name: 'a certificate with 1024 bits of RSA',
    certificate: { key: ['RSA', 'rsa_keygen_bits:1024'] },
    // HAProxy makes the parameters of DHE only as long as the key.
    turns: {
      'siegel-0125-certificate': ['certificate-key-not-allowed rsa 1024 bits'],
      'siegel-0125-ciphers': ['tls-dh-too-short 1024'],
    },
  },
  {
    name: 'a certificate signed with SHA-1',
    certificate: { digest: 'sha1' },
    turns: { 'siegel-0125-certificate': ['certificate-signature-not-allowed ecdsa-with-SHA1'] },
  },
  {
    name: 'a certificate for another host',
    certificate: { names: 'DNS:cloud.example.org' },
    turns: { 'siegel-0125-certificate': ['certificate-not-for-host'] },
  },
  {
    name: 'a certificate of an unknown authority',
    certificate: { authority: 'stranger' },
    turns: { 'siegel-0125-certificate': ['certificate-not-trusted UNABLE_TO_VERIFY_LEAF_SIGNATURE'] },
  },
  { name: 'a short HSTS', hsts: 3_600, turns: {}, warns: ['hsts-too-short'] },
]

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

/** A TLS server, and the port of the plain service behind it. */
interface Front {
  readonly backend: string
  readonly port: number
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
    writeFileSync(join(folder, 'openssl.cnf'), OPENSSL_CONFIGURATION)
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

function proxyConfiguration(
  folder: string,
  fronts: readonly Front[],
  weak: { readonly weakened: Front; readonly weakness: Weakness } | undefined,
): string {
  const listeners = fronts.map((front) => {
    const weakness = weak?.weakened === front ? weak.weakness : undefined
    const certificate = join(folder, weakness === undefined ? 'sound.pem' : 'weak.pem')
    return `
listen ${front.port}
  bind 127.0.0.1:${front.port} ssl crt ${certificate} alpn h2,http/1.1 ${weakness?.bind ?? ''}
  http-request set-header X-Forwarded-Proto https
  http-response set-header Strict-Transport-Security max-age=${weakness?.hsts ?? 63_072_000}
  server plain ${front.backend}
`
  })
  return `global
  ssl-default-bind-curves X25519:P-256:P-384
  ssl-default-bind-ciphers ${GUIDELINE_CIPHERS}
  ssl-default-bind-ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256
  ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
  tune.ssl.default-dh-param 2048
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
${listeners.join('')}`
}

/** A throw-away authority that can also date certificates back, which only `openssl ca` does. */
function makeAuthority(folder: string, name: string): void {
  const store = join(folder, name)
  mkdirSync(store)
  writeFileSync(join(store, 'index.txt'), '')
  writeFileSync(
    join(store, 'ca.cnf'),
    `[ca]
default_ca = this
[this]
database = ${store}/index.txt
new_certs_dir = ${store}
unique_subject = no
rand_serial = yes
policy = policy
[policy]
commonName = supplied
`,
  )
  openssl(folder, 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-sha256', [
    ...['-days', '90', '-subj', `/CN=Siegel test ${name}`, '-addext', 'basicConstraints=critical,CA:TRUE'],
    ...['-addext', 'keyUsage=critical,keyCertSign', '-keyout', `${name}.key`, '-out', `${name}.pem`],
  ])
}

/** Writes NAME.pem with certificate and key, as HAProxy wants them. */
function makeCertificate(folder: string, name: string, order: CertificateOrder): void {
  const [algorithm, option] = order.key
  const [from, until] = order.days.map(openSslDate)
  const { authority, digest, names } = order
  openssl(folder, 'genpkey', '-algorithm', algorithm, '-pkeyopt', option, ['-out', 'server.key'])
  openssl(folder, 'req', '-new', '-key', 'server.key', '-subj', '/CN=Siegel test server', ['-out', 'server.csr'])
  writeFileSync(
    join(folder, 'server.ext'),
    `basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=${names}\n`,
  )
  openssl(folder, 'ca', '-config', `${authority}/ca.cnf`, '-batch', '-notext', '-md', digest, [
    ...['-startdate', from ?? '', '-enddate', until ?? '', '-cert', `${authority}.pem`, '-keyfile', `${authority}.key`],
    ...['-in', 'server.csr', '-extfile', 'server.ext', '-out', 'server.crt'],
  ])
  const [certificate, key] = ['server.crt', 'server.key'].map((file) => readFileSync(join(folder, file), 'utf8'))
  writeFileSync(join(folder, `${name}.pem`), `${certificate}${key}`, { mode: 0o600 })
}

function openssl(folder: string, ...rest: (string | readonly string[])[]): void {
  execFileSync('openssl', rest.flat(), {
    cwd: folder,
    env: opensslEnvironment(folder),
    stdio: 'pipe',
  })
}

function opensslEnvironment(folder: string) {
  return { PATH, OPENSSL_CONF: join(folder, 'openssl.cnf') }
}

function openSslDate(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000)
  return date.toISOString().replace(/\.\d+|[-:T]/g, '')
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

function originOf({ port }: Front): string {
  return `https://127.0.0.1:${port}`
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}

async function untilListening(port: number, proxy: ChildProcess): Promise<void> {
  const until = Date.now() + 5_000
  while (!(await isListening(port))) {
    if (hasEnded(proxy)) throw new Error(`haproxy does not start (exit code ${proxy.exitCode})`)
    if (Date.now() > until) throw new Error(`haproxy does not listen on ${port}`)
    await sleep(20)
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (listens: boolean): void => {
      socket.destroy()
      resolve(listens)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
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
