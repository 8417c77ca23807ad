import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** HAProxy lies where only an administrator looks. */
export const PATH = `${process.env.PATH ?? ''}:/usr/sbin`

export interface CertificateOrder {
  readonly key: readonly [algorithm: string, option: string]
  readonly digest: string
  /** From when to when, counted from today. */
  readonly days: readonly [number, number]
  readonly names: string
  readonly authority: string
}

export const SOUND: CertificateOrder = {
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

/** Before anything else: the settings for openssl and HAProxy in this folder. */
export function prepareOpenssl(folder: string): void {
  writeFileSync(join(folder, 'openssl.cnf'), OPENSSL_CONFIGURATION)
}

/** A throw-away authority that can also date certificates back, which only `openssl ca` does. */
export function makeAuthority(folder: string, name: string): void {
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
export function makeCertificate(folder: string, name: string, order: CertificateOrder): void {
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

/** For programs that shall speak weakly, too. */
export function opensslEnvironment(folder: string) {
  return { PATH, OPENSSL_CONF: join(folder, 'openssl.cnf') }
}

function openSslDate(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000)
  return date.toISOString().replace(/\.\d+|[-:T]/g, '')
}
