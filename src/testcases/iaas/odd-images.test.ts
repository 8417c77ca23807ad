import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import { imageFromGlance } from '#facts/openstack/image-from-glance.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'

const FOLDERS = ['scs-0102-image-metadata', 'scs-0104-standard-images', 'scs-0104-standard-images-v2']
const TESTCASE_FILE = /^(?:scs|siegel)-.*(?<!\.test)\.ts$/

async function imageTestcases(): Promise<AutomatedTestcase[]> {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(new URL(`./${folder}`, import.meta.url))
      .filter((file) => TESTCASE_FILE.test(file))
      .map((file) => `./${folder}/${file}`),
  )
  const modules: { testcase?: AutomatedTestcase; testcases?: AutomatedTestcase[] }[] = await Promise.all(
    files.map((file) => import(file)),
  )
  return modules.flatMap(({ testcase, testcases = [] }) => (testcase ? [testcase] : testcases))
}

const NOW = new Date('2026-08-09T00:00:00Z')

/** Names that make the image a standard image, so that the rules of scs-0104 look at it. */
const NAMES = ['Ubuntu 24.04', 'Debian 13', 'ubuntu-capi-image-v1.35.4', null]

const ODD_VALUES = [
  null,
  '',
  ' ',
  '\u0000',
  'x'.repeat(100_000),
  ' '.repeat(100_000),
  '9'.repeat(100_000),
  0,
  -1,
  1e300,
  [],
  {},
  true,
]

function oddImages(value: unknown) {
  const { properties } = healthyImage()
  const oddProperties = Object.fromEntries(Object.keys(properties).map((name) => [name, value]))
  const whole = NAMES.map((name, index) =>
    imageFromGlance({ id: `i${index}`, visibility: 'public', ...oddProperties, name }),
  )
  const oneOdd = Object.keys(properties).map((name) => ({ [name]: value }))
  const fields = ['size', 'min_disk', 'min_ram', 'created_at', 'os_hash_algo', 'status', 'owner', 'name']
  const oddFields = fields.map((name) => ({ [name]: value }))
  return [...whole, ...cloudWithImages(...oneOdd, ...oddFields).providedImages]
}

describe('testcases about images', async () => {
  const testcases = await imageTestcases()

  test('there are 20 of scs-0102, 14 of scs-0104-v1 and 7 of scs-0104-v2', () => {
    const count = (start: string) => testcases.filter(({ id }) => id.startsWith(start)).length
    assert.deepEqual([count('scs-0102-'), count('scs-0104-'), count('siegel-0104-v2-')], [20, 14, 7])
  })

  for (const value of ODD_VALUES) {
    test(`are decided, and in time, where values are ${JSON.stringify(value).slice(0, 20)}`, () => {
      const providedImages = oddImages(value)
      for (const testcase of testcases) {
        const judgement = testcase.judge({ providedImages } as Parameters<typeof testcase.judge>[0], NOW)
        assert.notEqual(judgement.verdict, 'ABORT', testcase.id)
        assert.ok(JSON.stringify(judgement).length < 200_000, testcase.id)
      }
    })
  }
})
