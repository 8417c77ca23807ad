/**
 * Scheme, host and port of a Swift endpoint, where its S3 API is asked for (scs-0123-v1, `swift-s3`); null if the URL
 * names no host. There is no default: a library's would be Amazon, whose answer proves nothing (deviation D-39).
 */
export function swiftS3Host(objectStoreEndpoint: string): string | null {
  // The URL parser would read `https:/v1/AUTH_1` and `https:///v1` as a host named `v1`.
  if (!/^https?:\/\/[^/?#\\]/i.test(objectStoreEndpoint) || !URL.canParse(objectStoreEndpoint)) return null
  const { origin, hostname } = new URL(objectStoreEndpoint)
  return hostname === '' ? null : origin
}
