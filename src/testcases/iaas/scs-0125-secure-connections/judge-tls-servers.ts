import type { TlsScan, TlsServer } from '#facts/tls/tls-servers.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import type { AbortReason } from '#vocabulary/abort-reason.ts'
import type { Finding, ObjectReference } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'

export const REQUIREMENT = 'https://docs.scs.community/standards/scs-0125-v1-secure-connections'

/** What one server's scan says about one rule. `open`: why the rule cannot be decided for it. */
export interface TlsOpinion {
  readonly findings: readonly Finding[]
  readonly warnings?: readonly Finding[]
  readonly open?: AbortReason
}

/**
 * Asks one rule of every TLS server: FAIL if one breaks it, else ABORT if one could not be examined, else PASS. A cloud
 * without any https endpoint leaves the rule open: that fault is the one of siegel-0125-https-only.
 */
export function judgeTlsServers(
  servers: readonly TlsServer[],
  opinionOf: (scan: TlsScan, about: ObjectReference) => TlsOpinion,
): Judgement {
  const opinions = servers.map(({ origin, scan }): { about: ObjectReference; opinion: TlsOpinion } => {
    const about = { kind: 'endpoint', name: origin } as const
    return { about, opinion: scan.answered ? opinionOf(scan.value, about) : { findings: [], open: scan.reason } }
  })
  const findings = opinions.flatMap(({ opinion }) => opinion.findings)
  const open = opinions.find(({ opinion }) => opinion.open !== undefined)
  if (findings.length === 0 && open?.opinion.open !== undefined) {
    const { class: why, detail } = open.opinion.open
    return undecided({ class: why, detail: `${open.about.name}: ${detail}` })
  }
  const notExamined = opinions.flatMap(({ about, opinion }): Finding[] =>
    opinion.open === undefined ? [] : [{ code: 'tls-server-not-examined', about, found: opinion.open.detail }],
  )
  return conclude({
    examined: servers.length,
    findings,
    warnings: [...opinions.flatMap(({ opinion }) => opinion.warnings ?? []), ...notExamined],
    whenNone: { abort: { class: 'inconclusive', detail: 'no endpoint of the catalogue is https' } },
  })
}

/** Something that this machine cannot find out about a server. */
export function unprovable(what: string): AbortReason {
  return { class: 'inconclusive', detail: `this machine cannot find out ${what}` }
}
