import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { entropyKernel, isKernelTooOld } from './entropy-kernel.ts'

const image = (distribution: string, version: string) => ({ distribution, version })

describe('the kernel of a virtual machine', () => {
  for (const [printed, own, expected] of [
    [['6.1.0-18-amd64'], image('debian', '11'), '6.1.0-18-amd64'],
    [undefined, image('debian', '11'), '5.10'],
    [undefined, image('Debian ', 'bookworm'), '6.1'],
    [['no version'], image('ubuntu', '22.04'), '5.15'],
    [[], image('rocky', '9'), undefined],
    [[], image('constructor', '1'), undefined],
    [[], image('ubuntu', '22.10'), undefined],
    [[], null, undefined],
  ] as const) {
    test(`that printed ${printed?.[0] ?? 'nothing'} from ${own?.distribution} ${own?.version} is ${expected}`, () => {
      assert.equal(entropyKernel(printed, own), expected)
    })
  }

  for (const [kernel, isTooOld] of [
    ['5.17.9', true],
    ['5.18', false],
    ['5.18.0-1-amd64', false],
    ['4.19', true],
    ['6.1', false],
    ['10.0', false],
  ] as const) {
    test(`${kernel} is ${isTooOld ? '' : 'not '}too old`, () => assert.equal(isKernelTooOld(kernel), isTooOld))
  }
})
