import type { CallOutcome } from '#facts/call-outcome.ts'
import { openBecause, refusalText } from '#facts/derived/call-refusal.ts'
import {
  DOMAIN_MANAGER_BLOCKS,
  DOMAIN_MANAGER_CHECKS,
  type DomainManagerBlock,
  type DomainManagerCheck,
} from '#facts/derived/domain-manager-checks.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { AbortReason } from '#vocabulary/abort-reason.ts'
import type { Finding } from '#vocabulary/finding.ts'

const TITLES: Readonly<Record<DomainManagerBlock, string>> = {
  login: 'A domain manager can log in and sees the own domain',
  users: 'A domain manager administers users of the own domain and of no other',
  projects: 'A domain manager administers projects of the own domain and of no other',
  groups: 'A domain manager administers groups of the own domain and of no other',
  roles: 'A domain manager grants the permitted roles only and changes none',
}

interface Opinion {
  readonly finding?: Finding
  readonly open?: AbortReason
}

/** One testcase per block of scs-0302-v1's check list, such as `siegel-0302-users`. Every check is judged, none hides another. */
export const testcases = DOMAIN_MANAGER_BLOCKS.map((block) =>
  defineTestcase({
    id: `siegel-0302-${block}`,
    title: `${TITLES[block]} (not an official id)`,
    requirement: 'https://docs.scs.community/standards/scs-0302-v1-domain-manager-role',
    remedy:
      'From Keystone 2024.2 on, switch on `enforce_scope` and `enforce_new_defaults`, and let `is_domain_managed_role` never contain `admin`; before that, use the policy file of the standard’s implementation notes.',
    section: 'medium',
    needs: ['domainManagerTrial'],
    judge({ domainManagerTrial }) {
      const outcomes = new Map(domainManagerTrial.map(({ check, outcome }) => [check, outcome]))
      const checks = DOMAIN_MANAGER_CHECKS.filter((check) => check.block === block)
      const opinions = checks.map((check) => opinionOn(check, outcomes.get(check.id)))
      const findings = opinions.flatMap(({ finding }) => finding ?? [])
      const open = opinions.flatMap((opinion) => opinion.open ?? [])
      const [reason] = open
      if (findings.length === 0 && reason !== undefined) return undecided(reason)
      return conclude({
        examined: checks.length - open.length,
        findings,
        whenNone: { abort: { class: 'inconclusive', detail: 'nothing was tried' } },
      })
    },
  }),
)

/** 403 and 404 are both a refusal: a foreign object may be hidden rather than forbidden (deviation D-52). */
function opinionOn({ id, expected }: DomainManagerCheck, outcome: CallOutcome | undefined): Opinion {
  if (outcome === undefined) return { open: { class: 'inconclusive', detail: `${id} was not tried` } }
  const about = { kind: 'domain manager', name: `(${id})` } as const
  if (outcome.kind === 'done') return expected === 'works' ? {} : { finding: { code: 'call-not-refused', about } }
  const isRefused = outcome.kind === 'refused' && [403, 404].includes(outcome.status)
  if (!isRefused) return { open: openBecause(id, outcome) }
  return expected === 'refused' ? {} : { finding: { code: 'call-refused', about, found: refusalText(outcome) } }
}
