import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

export const testcase = defineTestcase({
  id: 'siegel-0217-pod-security',
  title:
    'Privileged pods are refused in every namespace that does not choose otherwise (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy:
    'Configure the admission plugin PodSecurity for the whole cluster: `defaults.enforce: baseline` in the AdmissionConfiguration, and do not disable the plugin.',
  lifetime: 'month',
  section: 'medium',
  needs: ['podSecurityTrial'],
  judge({ podSecurityTrial }) {
    const { labelled, namespace, unlabelled } = podSecurityTrial
    const about = { kind: 'cluster', name: 'pod security' } as const
    const judge = (findings: readonly Finding[], warnings: readonly Finding[] = []) =>
      conclude({ examined: 1, findings, warnings, whenNone: 'PASS' })
    const isViolation = (text: string) => /violates? PodSecurity/i.test(text)
    const failed = unlabelled?.outcome ?? namespace
    if (failed.kind === 'stopped') return undecided(failed.reason)
    if (unlabelled === null || (failed.kind === 'refused' && !isViolation(failed.message))) {
      const message = failed.kind === 'refused' ? failed.message : 'no namespace'
      return undecided({ class: 'permission', detail: `the trial was refused for another reason: ${message}` })
    }
    if (failed.kind === 'refused') return judge([])
    if (unlabelled.warnings.some(isViolation)) return judge([], [{ code: 'pod-security-warns-only', about }])
    const byLabel = labelled?.outcome.kind === 'refused' && isViolation(labelled.outcome.message)
    return judge([{ code: byLabel ? 'pod-security-by-label-only' : 'pod-security-not-enforced', about }])
  },
})
