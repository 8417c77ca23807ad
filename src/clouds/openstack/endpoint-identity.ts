import type { OpenStackCloud } from './openstack-cloud.ts'

/** What was tested, for reports: two runs with the same identity met the same cloud. */
export interface EndpointIdentity {
  /** Scheme, host and port of Keystone. */
  readonly authOrigin: string
  readonly region: string | null
  /**
   * SHA-256 (hex) of the public key (SubjectPublicKeyInfo, DER) of Keystone's TLS certificate. Null for http, and
   * where certificates are not verified and a proxy stands between.
   */
  readonly tlsKeySha256: string | null
}

/** The identity of a connected cloud, from the connections that were made: it costs no call. */
export function endpointIdentity(cloud: Pick<OpenStackCloud, 'authUrl' | 'catalogue' | 'http'>): EndpointIdentity {
  const url = new URL(cloud.authUrl)
  return {
    authOrigin: url.origin,
    region: cloud.catalogue.region,
    tlsKeySha256: cloud.http.tlsKeyOf(url) ?? null,
  }
}
