import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

/** Provisioners that keep data on the node itself. */
const LOCAL = /no-provisioner|local-path|openebs\.io\/local|local\.csi\.openebs|topolvm|hostpath/i

export const testcase = defineTestcase({
  id: 'siegel-0211-default-class',
  title: 'A fresh cluster has a default storage class (draft of scs-0211-v2; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0211-v1-kaas-default-storage-class#decision',
  remedy:
    'Mark one storage class: `kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true`. It should keep data away from the node.',
  needs: ['storageClasses'],
  judge({ storageClasses: classes }) {
    const defaults = classes.filter(({ isDefault }) => isDefault)
    const about = { kind: 'cluster', name: 'storage' } as const
    const missing: Finding = { code: 'default-class-missing', about }
    const names = defaults.map(({ name }) => name).join(', ')
    const warnings: Finding[] = [
      ...(defaults.length > 1 ? [{ code: 'default-class-not-unique', about, found: names } as const] : []),
      ...defaults
        .filter(({ provisioner }) => LOCAL.test(provisioner))
        .map(({ name, provisioner }) => ({
          code: 'storage-not-failure-safe' as const,
          about: { kind: 'storage class' as const, name },
          found: provisioner,
        })),
    ]
    return conclude({ examined: defaults.length, findings: [], warnings, whenNone: { fail: missing } })
  },
})
