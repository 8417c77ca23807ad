import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import type { Remark } from './judge-every-image.ts'
import { overdueOpinion } from './overdue-opinion.ts'

const STALE = { created_at: '2026-06-02T00:00:00Z', image_build_date: '2026-05-30' }
const OVERDUE: Remark = {
  code: 'image-overdue',
  found: 'replace_frequency=monthly created_at=2026-06-02',
  expected: '2026-07-05',
}

describe('what is said about an image on 2026-08-09', () => {
  const rows: [sentence: string, changes: Record<string, unknown>, remark: Remark | undefined][] = [
    ['a fresh image', {}, undefined],
    ['a stale image', STALE, OVERDUE],
    ['a stale image that is promised until further notice', { ...STALE, provided_until: 'notice' }, OVERDUE],
    [
      'a stale image whose registration is unknown',
      { ...STALE, created_at: null },
      {
        code: 'image-overdue',
        found: 'replace_frequency=monthly image_build_date=2026-05-30',
        expected: '2026-07-03',
      },
    ],
    [
      'a stale image with an unusable provided_until',
      { ...STALE, provided_until: 'whenever' },
      { code: 'image-overdue-without-clear-end', found: 'provided_until=whenever', expected: '2026-07-05' },
    ],
    [
      'a stale image without provided_until',
      { ...STALE, provided_until: undefined },
      { code: 'image-overdue-without-clear-end', found: 'provided_until=', expected: '2026-07-05' },
    ],
    [
      'an image without any date',
      { created_at: null, image_build_date: undefined },
      { code: 'image-publication-unknown', found: 'replace_frequency=monthly' },
    ],
  ]
  for (const [sentence, changes, remark] of rows) {
    test(sentence, () => {
      const { findings = [], warnings = [] } = overdueOpinion(healthyImage(changes), new Date('2026-08-09T00:00:00Z'))
      assert.deepEqual(findings, remark === undefined ? [] : [remark])
      assert.deepEqual(warnings, [])
    })
  }
})
