import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { reportsAddress } from './monitor-address.ts'

describe('the address of a monitor', () => {
  const accepted: readonly [monitor: string, address: string][] = [
    ['https://compliance.example.org', 'https://compliance.example.org/reports'],
    ['https://example.org/monitor/?x#y', 'https://example.org/monitor/reports'],
    ['http://localhost:8080/', 'http://localhost:8080/reports'],
    ['http://[::1]:1', 'http://[::1]:1/reports'],
  ]
  for (const [monitor, address] of accepted) {
    test(`${monitor} leads to ${address}`, () => assert.equal(reportsAddress(monitor).href, address))
  }
  const refused = [
    'compliance',
    'ftp://x',
    'http://example.org',
    'http://127.0.0.1.example.org',
    'https://u:secret@example.org',
    'file:///etc',
  ]
  for (const monitor of refused) {
    test(`${monitor} is refused without showing it`, () => {
      assert.throws(
        () => reportsAddress(monitor),
        ({ code, message }: Error & { code: string }) =>
          code === 'REPORT_SUBMIT_URL_REFUSED' && !message.includes('secret'),
      )
    })
  }
})
