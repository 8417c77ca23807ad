import { z } from 'zod'
import { abortReasonSchema } from '../observed.ts'

/** Protocol versions by their OpenSSL names, oldest first. */
export const TLS_VERSIONS = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
export type TlsVersion = (typeof TLS_VERSIONS)[number]

/** `unprovable`: this machine cannot speak that version, so nothing is known. */
const versionStateSchema = z.enum(['offered', 'refused', 'unprovable'])

/**
 * The leaf certificate and what its chain is worth. `trust` leaves dates and names aside: `authority` (one that this
 * machine trusts anyway), `configured-bundle` (only the CA bundle of the cloud's configuration trusts it) or `none`, and
 * `problem` then has OpenSSL's word for it, such as SELF_SIGNED_CERT_IN_CHAIN. `keyBits` is the modulus or the size of
 * the curve; `curve` and `signature` are OpenSSL names; dates are ISO 8601 in UTC.
 */
const tlsCertificateSchema = z.object({
  isForHost: z.boolean(),
  trust: z.enum(['authority', 'configured-bundle', 'none']),
  problem: z.string().max(200).nullable(),
  keyType: z.string().max(50),
  keyBits: z.int().nullable(),
  curve: z.string().max(50).nullable(),
  signature: z.string().max(100),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
})

/**
 * What a server offers, found by one handshake per item. Lists have OpenSSL names; `groups` are the curves and groups of
 * the key exchange; null: not asked for, because this machine cannot or the version is not offered. `dhBits` is null
 * where no DHE suite was agreed on, `hstsSeconds` where the header is missing.
 */
const tlsScanSchema = z.object({
  versions: z.record(z.enum(TLS_VERSIONS), versionStateSchema),
  tls12Ciphers: z.array(z.string().max(100)).nullable(),
  tls13Suites: z.array(z.string().max(100)).nullable(),
  groups: z.array(z.string().max(100)).nullable(),
  dhBits: z.int().nullable(),
  certificate: tlsCertificateSchema,
  hstsSeconds: z.number().nullable(),
})

/**
 * One TLS server behind the catalogue's https endpoints of the tested region (scs-0125-v1 draft): endpoints with the same
 * host and port are one server. `origin` such as `https://api.example.org:5000`, `services` the types that it serves.
 */
export const tlsServerSchema = z.object({
  origin: z.string(),
  services: z.array(z.string()),
  scan: z.discriminatedUnion('answered', [
    z.object({ answered: z.literal(true), value: tlsScanSchema }),
    z.object({ answered: z.literal(false), reason: abortReasonSchema }),
  ]),
})

export type TlsCertificate = z.infer<typeof tlsCertificateSchema>
export type TlsScan = z.infer<typeof tlsScanSchema>
export type TlsServer = z.infer<typeof tlsServerSchema>
