/** A version of Kubernetes. */
export interface KubernetesVersion {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** With its `+` or `-`; empty if there is none. */
  readonly suffix: string
}

const VERSION = /^\s*v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})((?:[-+].*)?)\s*$/

/** Reads a version such as `v1.36.4+k3s1`; undefined if it is none. A vendor's suffix is kept, but earns nothing. */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const [whole, major, minor, patch, suffix = ''] = VERSION.exec(text) ?? []
  if (whole === undefined) return undefined
  return { major: Number(major), minor: Number(minor), patch: Number(patch), suffix: suffix.trim() }
}

/** What a suffix means: a build, a pre-release (`-alpha.N`, `-beta.N`, `-rc.N`), or the tag of a vendor. */
export function suffixKind({ suffix }: KubernetesVersion): 'none' | 'build' | 'preRelease' | 'vendor' {
  if (suffix === '') return 'none'
  if (suffix.startsWith('+')) return 'build'
  return /^-(alpha|beta|rc)\.\d+/.test(suffix) ? 'preRelease' : 'vendor'
}

/** Negative, zero or positive, field by field. Suffixes do not count, except that a pre-release comes first. */
export function compareKubernetesVersions(a: KubernetesVersion, b: KubernetesVersion): number {
  const isEarly = (version: KubernetesVersion) => (suffixKind(version) === 'preRelease' ? 0 : 1)
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || isEarly(a) - isEarly(b)
}

/** `1.36` of `v1.36.4`. */
export function branchOf({ major, minor }: KubernetesVersion): string {
  return `${major}.${minor}`
}

/** Negative, zero or positive for two branches such as `1.9` and `1.10`. */
export function compareBranches(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number)
  const [majorB = 0, minorB = 0] = b.split('.').map(Number)
  return majorA - majorB || minorA - minorB
}

/** Without suffix, as `1.36.4`. */
export function plainVersion({ major, minor, patch }: KubernetesVersion): string {
  return `${major}.${minor}.${patch}`
}
