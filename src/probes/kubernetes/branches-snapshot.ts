import type { KubernetesBranches } from '#facts/kubernetes/kubernetes-data.ts'

const row = (branch: string, releasedOn: string | null, endOfLife: string) => ({ branch, releasedOn, endOfLife })

/** What kubernetes.io said about branches in autumn 2026, for runs that cannot ask. Dates of the past stay as they are. */
export const BRANCHES_SNAPSHOT: Omit<KubernetesBranches, 'problem'> = {
  asOf: '2026-09-30T00:00:00.000Z',
  from: 'snapshot',
  branches: [
    row('1.37', '2026-08-26', '2027-10-28'),
    row('1.36', '2026-04-22', '2027-06-28'),
    row('1.35', '2025-12-17', '2027-02-28'),
    row('1.34', '2025-08-27', '2026-10-27'),
    row('1.33', '2025-04-23', '2026-06-28'),
    row('1.32', null, '2026-02-28'),
    row('1.31', null, '2025-11-11'),
    row('1.30', null, '2025-07-15'),
    row('1.29', null, '2025-02-28'),
    row('1.28', null, '2024-10-22'),
    row('1.27', null, '2024-07-16'),
    row('1.26', null, '2024-02-28'),
    row('1.25', null, '2023-10-28'),
  ],
}
