import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { swiftS3Host } from './swift-s3-host.ts'

interface Vector {
  readonly id: string
  readonly kind: string
  readonly input: { readonly object_store_endpoint: string }
  readonly expected_python: string | null
  readonly expected_standard?: string | null
}

const { vectors } = JSON.parse(readFileSync(new URL('../../../tests/vectors/iaas.json', import.meta.url), 'utf8')) as {
  vectors: Vector[]
}
const ours = vectors.filter((vector) => vector.kind === 'swift_s3_host')

describe('the host of a Swift endpoint', () => {
  test('all four vectors are there', () => assert.equal(ours.length, 4))
  for (const { id, input, expected_python, expected_standard } of ours) {
    test(`${id}: ${input.object_store_endpoint}`, () => {
      assert.equal(swiftS3Host(input.object_store_endpoint), expected_standard ?? expected_python)
    })
  }
  const rows: [string, string | null][] = [
    ['', null],
    ['/v1/AUTH_1', null],
    ['https:///v1/AUTH_1', null],
    ['https:/v1/AUTH_1', null],
    ['https:v1', null],
    ['https://?x', null],
    ['swift.example.com:8080/v1', null],
    ['ftp://swift.example.com/v1', null],
    ['https://swift.example.com', 'https://swift.example.com'],
    ['https://user:password@swift.example.com/v1', 'https://swift.example.com'],
    ['HTTP://[::1]:8080/v1', 'http://[::1]:8080'],
  ]
  for (const [endpoint, host] of rows) {
    test(`"${endpoint}" names ${host ?? 'none'}`, () => assert.equal(swiftS3Host(endpoint), host))
  }
})
