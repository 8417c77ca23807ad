import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { getCACertificates, getCiphers, type SecureVersion } from 'node:tls'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { rest } from '#clouds/openstack/resources/rest.ts'
import { TLS_VERSIONS, type TlsCertificate, type TlsScan, type TlsVersion } from '#facts/tls/tls-servers.ts'
import { askForSsl3 } from './ask-for-ssl3.ts'
import { type Handshake, type HandshakeOffer, type HandshakeTarget, handshake } from './handshake.ts'

/** A server to be scanned. */
export interface ScanTarget extends HandshakeTarget {
  readonly pauseMs: number
  /** PEM of the authorities in the configuration of the cloud. */
  readonly authorities: string | null
}

type Accepted = Extract<Handshake, { state: 'accepted' }>
type Shake = (offer: HandshakeOffer) => Promise<Handshake>

const TLS_13_SUITES = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_CCM_SHA256',
  'TLS_AES_128_CCM_8_SHA256',
]

const GROUPS = [
  'X25519',
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'X448',
  'secp256k1',
  'brainpoolP256r1',
  'X25519MLKEM768',
]

/** Faults of a chain that say nothing about who is trusted. */
const DATE_PROBLEMS = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']

/**
 * Finds out what a TLS server offers, by one handshake after the other (scs-0125-v1 draft). Of TLS 1.2 suites, all that
 * are left are offered until the server takes none.
 *
 * @throws CloudError `unreachable`, `time-out` or `provider-error` if it does not speak TLS at all
 */
export async function scanTlsServer(target: ScanTarget): Promise<Omit<TlsScan, 'hstsSeconds'>> {
  const shake: Shake = async (offer) => {
    await rest(target.pauseMs, target.signal)
    return handshake(target, offer)
  }
  const machineAuthorities = [...getCACertificates('default'), ...getCACertificates('system')]
  const first = await handshake(target, { authorities: machineAuthorities })
  if (first.state !== 'accepted') throw noTls(target, first)
  const versions = await offeredVersions(target, shake)
  const has12 = versions['TLSv1.2'] === 'offered'
  const has13 = versions['TLSv1.3'] === 'offered'
  const twelve = has12 ? await offeredTls12(shake) : { ciphers: null, dhBits: null }
  return {
    versions,
    tls12Ciphers: twelve.ciphers,
    tls13Suites: has13
      ? await offeredOneByOne(shake, 'TLSv1.3', TLS_13_SUITES, (suite) => ({
          // OpenSSL wants suites of older versions, too, though it does not offer them here.
          ciphers: [suite, 'ALL'],
        }))
      : null,
    groups: has12 || has13 ? await offeredGroups(shake, has13 ? 'TLSv1.3' : 'TLSv1.2', has12) : null,
    dhBits: twelve.dhBits,
    certificate: await certificateOf(target, first, shake),
  }
}

async function offeredVersions(target: ScanTarget, shake: Shake): Promise<TlsScan['versions']> {
  const states: [TlsVersion, TlsScan['versions'][TlsVersion]][] = []
  for (const version of TLS_VERSIONS) {
    if (version === 'SSLv3') {
      await rest(target.pauseMs, target.signal)
      states.push([version, await askForSsl3(target)])
      continue
    }
    const { state } = await shake({ version })
    const known = { accepted: 'offered', refused: 'refused' } as const
    states.push([version, state === 'accepted' || state === 'refused' ? known[state] : 'unprovable'])
  }
  return Object.fromEntries(states) as TlsScan['versions']
}

async function offeredTls12(shake: Shake): Promise<{ ciphers: string[] | null; dhBits: number | null }> {
  let left = getCiphers()
    .map((name) => name.toUpperCase())
    .filter((name) => !name.startsWith('TLS_') && !/PSK|SRP/.test(name))
  const ciphers: string[] = []
  let dhBits: number | null = null
  while (left.length > 0) {
    const outcome = await shake({ version: 'TLSv1.2', ciphers: left })
    if (outcome.state === 'refused') break
    if (outcome.state !== 'accepted') return { ciphers: null, dhBits }
    // A server that takes what was not offered would go on for ever.
    if (!left.includes(outcome.cipher)) break
    ciphers.push(outcome.cipher)
    if (outcome.dhBits !== null) dhBits = Math.min(dhBits ?? outcome.dhBits, outcome.dhBits)
    left = left.filter((name) => name !== outcome.cipher)
  }
  return { ciphers, dhBits }
}

async function offeredOneByOne(
  shake: Shake,
  version: SecureVersion,
  names: readonly string[],
  offer: (name: string) => HandshakeOffer,
): Promise<string[] | null> {
  const offered: string[] = []
  let impossible = 0
  for (const name of names) {
    const { state } = await shake({ version, ...offer(name) })
    if (state === 'accepted') offered.push(name)
    if (state === 'impossible') impossible++
    if (state === 'failed') return null
  }
  return impossible === names.length ? null : offered
}

/** A server may have other groups in TLS 1.2, where only suites with elliptic curves ask for one. */
async function offeredGroups(shake: Shake, version: SecureVersion, has12: boolean): Promise<string[] | null> {
  const in12 = has12 ? await offeredOneByOne(shake, 'TLSv1.2', GROUPS, (group) => ({ group, ciphers: ['ECDHE'] })) : []
  const in13 = version === 'TLSv1.3' ? await offeredOneByOne(shake, version, GROUPS, (group) => ({ group })) : []
  if (in12 === null || in13 === null) return null
  return GROUPS.filter((group) => in12.includes(group) || in13.includes(group))
}

async function certificateOf(target: ScanTarget, first: Accepted, shake: Shake): Promise<TlsCertificate> {
  const { certificate } = first
  if (certificate === undefined) {
    const detail = `${target.host}:${target.port} shows no certificate.`
    throw new CloudError({ class: 'provider-error', detail })
  }
  return { ...shownCertificate(certificate, target.host), ...(await trustOf(target, first, shake)) }
}

async function trustOf(
  { authorities }: ScanTarget,
  first: Accepted,
  shake: Shake,
): Promise<Pick<TlsCertificate, 'trust' | 'problem'>> {
  if (isTrusted(first)) return { trust: 'authority', problem: null }
  const problem = first.chainProblem?.slice(0, 200) ?? null
  if (authorities === null) return { trust: 'none', problem }
  const second = await shake({ authorities })
  if (second.state === 'accepted' && isTrusted(second)) return { trust: 'configured-bundle', problem: null }
  return { trust: 'none', problem }
}

function isTrusted({ chainProblem }: Accepted): boolean {
  return chainProblem === null || DATE_PROBLEMS.includes(chainProblem)
}

function shownCertificate(certificate: X509Certificate, host: string): Omit<TlsCertificate, 'trust' | 'problem'> {
  const { asymmetricKeyDetails, asymmetricKeyType } = certificate.publicKey
  const curve = asymmetricKeyDetails?.namedCurve ?? null
  const names = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)
  return {
    isForHost: names !== undefined,
    keyType: asymmetricKeyType ?? 'unknown',
    keyBits: asymmetricKeyDetails?.modulusLength ?? (curve === null ? null : curveBits(curve)),
    curve,
    signature: certificate.signatureAlgorithm ?? 'unknown',
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
  }
}

function curveBits(curve: string): number | null {
  const bits = /\d{3}/.exec(curve)?.[0]
  return bits === undefined ? null : Number(bits)
}

function noTls({ host, port }: ScanTarget, outcome: Exclude<Handshake, Accepted>): CloudError {
  const where = `${host}:${port}`
  switch (outcome.state) {
    case 'failed':
      return new CloudError(
        outcome.isTimeOut
          ? { class: 'time-out', detail: `${where}: no TLS handshake in time.` }
          : { class: 'unreachable', detail: `${where}: no connection (${outcome.why}).` },
      )
    case 'refused':
      return new CloudError({
        class: 'provider-error',
        detail: `${where}: no TLS handshake came about (${outcome.why}).`,
      })
    case 'impossible':
      return new CloudError({ class: 'suite-error', detail: `${where}: this machine cannot make a TLS handshake.` })
  }
}
