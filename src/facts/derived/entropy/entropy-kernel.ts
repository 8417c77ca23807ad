import { DEBIAN_CODENAMES } from '../debian-releases.ts'

/** From this kernel on `entropy_avail` is always 256 once the generator is ready (scs-0101-w1; deviation D-42). */
export const KERNEL_WITH_FULL_ENTROPY = '5.18'

/** The kernels with which these releases were published. Backported kernels are newer. */
const KERNELS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  debian: new Map([
    ['10', '4.19'],
    ['11', '5.10'],
    ['12', '6.1'],
    ['13', '6.12'],
  ]),
  ubuntu: new Map([
    ['18.04', '4.15'],
    ['20.04', '5.4'],
    ['22.04', '5.15'],
    ['24.04', '6.8'],
  ]),
}

/**
 * The kernel of a virtual machine: what it printed itself (`uname -r`), else the one that its release is published
 * with; undefined if neither is known.
 */
export function entropyKernel(
  printed: readonly string[] | undefined,
  image: { readonly distribution: string; readonly version: string } | null,
): string | undefined {
  const release = /^\d+\.\d+[\w.+~-]*/.exec(printed?.[0] ?? '')?.[0]
  if (release !== undefined || image === null) return release
  const distribution = image.distribution.trim().toLowerCase()
  const version = [...DEBIAN_CODENAMES].find(([, codename]) => codename === image.version)?.[0] ?? image.version
  return Object.hasOwn(KERNELS, distribution) ? KERNELS[distribution]?.get(version) : undefined
}

/** Whether a kernel is too old for `entropy_avail` to say anything about the cloud. */
export function isKernelTooOld(kernel: string): boolean {
  const [major = 0, minor = 0] = kernel.split('.').map((part) => Number.parseInt(part, 10))
  const [neededMajor = 0, neededMinor = 0] = KERNEL_WITH_FULL_ENTROPY.split('.').map(Number)
  return major < neededMajor || (major === neededMajor && minor < neededMinor)
}
