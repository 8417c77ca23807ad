import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate with its key, both in PEM. */
export interface TlsCertificate {
  readonly certificate: string
  readonly key: string
}

/** An authority that signs other certificates. */
export interface TlsAuthority extends TlsCertificate {
  readonly name: string
  readonly privateKey: KeyObject
}

interface CertificateWish {
  readonly at: Date
  /** Common name. */
  readonly name: string
  /** Organisations: for the Kubernetes API these are groups. */
  readonly organisations?: readonly string[]
  /** IPv4 addresses and host names that a server answers for; none: a client's certificate. */
  readonly addresses?: readonly string[]
  readonly names?: readonly string[]
  readonly days?: number
}

const OID = {
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectAltName: '2.5.29.17',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
}
const HOUR_MS = 3_600_000
const USUAL_DAYS = 30

/** Makes an authority of its own (X.509 v3, RFC 5280, ECDSA P-256), valid from an hour before `at`. */
export function makeTlsAuthority(wish: { readonly at: Date; readonly name: string }): TlsAuthority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const isAuthority = extension(OID.basicConstraints, sequence(der(0x01, Buffer.from([0xff]))), true)
  // keyCertSign and cRLSign
  const usage = extension(OID.keyUsage, der(0x03, Buffer.from([0x01, 0x06])), true)
  const subject = distinguishedName(wish.name, [])
  const certificate = certificateOf(wish, subject, publicKey, [isAuthority, usage], { subject, privateKey })
  return { ...withKey(certificate, privateKey), name: wish.name, privateKey }
}

/** Makes a certificate for a server or a client, signed by the authority. */
export function makeTlsCertificate(authority: TlsAuthority, wish: CertificateWish): TlsCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const { addresses = [], names = [], organisations = [] } = wish
  const isServer = addresses.length + names.length > 0
  const alternatives = sequence(
    ...names.map((name) => der(0x82, Buffer.from(name, 'ascii'))),
    ...addresses.map((address) => der(0x87, Buffer.from(address.split('.').map(Number)))),
  )
  const extensions = [
    // digitalSignature
    extension(OID.keyUsage, der(0x03, Buffer.from([0x07, 0x80])), true),
    extension(OID.extendedKeyUsage, sequence(objectId(isServer ? OID.serverAuth : OID.clientAuth)), false),
    ...(isServer ? [extension(OID.subjectAltName, alternatives, false)] : []),
  ]
  const issuer = { subject: distinguishedName(authority.name, []), privateKey: authority.privateKey }
  const subject = distinguishedName(wish.name, organisations)
  return withKey(certificateOf(wish, subject, publicKey, extensions, issuer), privateKey)
}

function certificateOf(
  { at, days = USUAL_DAYS }: { readonly at: Date; readonly days?: number },
  subject: Buffer,
  publicKey: KeyObject,
  extensions: readonly Buffer[],
  issuer: { readonly subject: Buffer; readonly privateKey: KeyObject },
): string {
  const algorithm = sequence(objectId(OID.ecdsaSha256))
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)])
  const validity = sequence(
    generalizedTime(new Date(at.getTime() - HOUR_MS)),
    generalizedTime(new Date(at.getTime() + days * 24 * HOUR_MS)),
  )
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    issuer.subject,
    validity,
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', body, issuer.privateKey)
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function withKey(certificate: string, privateKey: KeyObject): TlsCertificate {
  return { certificate, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** Tag, length and value (X.690, section 8). */
function der(tag: number, value: Buffer): Buffer {
  const size = value.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), value])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function objectId(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = rest.flatMap((part) => {
    const digits = [part & 0x7f]
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
    return digits
  })
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]))
}

function distinguishedName(name: string, organisations: readonly string[]): Buffer {
  const part = (oid: string, text: string) => der(0x31, sequence(objectId(oid), der(0x0c, Buffer.from(text, 'utf8'))))
  return sequence(
    ...organisations.map((organisation) => part(OID.organisation, organisation)),
    part(OID.commonName, name),
  )
}

function generalizedTime(at: Date): Buffer {
  const digits = at.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  // Up to 2049 the short form is mandatory (RFC 5280, section 4.1.2.5).
  return at.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(digits.slice(2), 'ascii'))
    : der(0x18, Buffer.from(digits, 'ascii'))
}

function extension(oid: string, value: Buffer, isCritical: boolean): Buffer {
  const critical = isCritical ? [der(0x01, Buffer.from([0xff]))] : []
  return sequence(objectId(oid), ...critical, der(0x04, value))
}
