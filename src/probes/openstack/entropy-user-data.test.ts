import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { USUAL_SETTINGS } from '../probe-settings.ts'
import { entropyUserData } from './entropy-user-data.ts'

const { mirrors } = USUAL_SETTINGS.entropy
const NONE = { debian: null, debianSecurity: null, ubuntu: null }

interface CloudConfig {
  readonly apt?: Readonly<Record<'primary' | 'security', readonly [{ readonly uri: string }]>>
  readonly packages: readonly string[]
  readonly bootcmd: readonly string[]
  readonly runcmd: readonly string[]
  readonly final_message: string
}

const parsed = (distribution: string, own = mirrors) => parse(entropyUserData(distribution, own)) as CloudConfig

describe('the user data of the entropy test', () => {
  test('is a cloud-config that prints each section with its mark, and the end mark last', () => {
    assert.match(entropyUserData('debian', mirrors), /^#cloud-config\n/)
    const { bootcmd, final_message: finalMessage, packages, runcmd } = parsed('debian')
    assert.deepEqual(packages, ['rng-tools5'])
    assert.deepEqual(bootcmd, ['systemctl mask --now serial-getty@ttyS0.service'])
    assert.deepEqual(
      runcmd.map((command) => /_scs-test-[a-z-]+/.exec(command)?.[0]),
      ['_scs-test-kernel', '_scs-test-entropy-avail', '_scs-test-fips-test', '_scs-test-end'],
    )
    assert.equal(finalMessage, '_scs-test-end')
  })

  for (const [distribution, primary, security] of [
    ['debian', mirrors.debian, mirrors.debianSecurity],
    [' Ubuntu ', mirrors.ubuntu, mirrors.ubuntu],
  ] as const) {
    test(`pins the mirrors of ${distribution.trim()}`, () => {
      const { apt } = parsed(distribution)
      assert.deepEqual([apt?.primary[0].uri, apt?.security[0].uri], [primary, security])
    })
  }

  test('leaves mirrors to the image where none is wanted or the distribution is another one', () => {
    assert.equal(parsed('debian', NONE).apt, undefined)
    assert.equal(parsed('fedora').apt, undefined)
  })

  for (const url of ['http://x/\nruncmd: [evil]', 'ftp://x/', 'http://x/"', "http://x/' #"]) {
    test(`refuses the mirror ${JSON.stringify(url)}`, () => {
      assert.throws(() => entropyUserData('debian', { ...mirrors, debian: url }), RangeError)
    })
  }
})
