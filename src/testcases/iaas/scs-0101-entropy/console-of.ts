import type { EntropyConsole } from '#facts/openstack/entropy-console.ts'

/** For tests: the fact of a virtual machine that printed these lines and came to its end. */
export function consoleOf(...lines: readonly string[]): EntropyConsole {
  return {
    image: { id: 'i1', name: 'Debian 13', distribution: 'debian', version: '13' },
    flavor: { id: 'f1', name: 'SCS-1L-1' },
    run: { state: 'printed', hasEnded: true, waitedSeconds: 90, lines: [...lines] },
  }
}

/** For tests: the same machine, which got no further than this step. */
export function stoppedAt(step: 'image' | 'network' | 'boot'): EntropyConsole {
  const reason = { class: 'provider-error', detail: 'nothing there' } as const
  return { ...consoleOf(), run: { state: 'stopped', step, reason } }
}
