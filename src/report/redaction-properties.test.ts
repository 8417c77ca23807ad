import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskCredentials } from './find-credentials.ts'
import type { JsonValue } from './json-value.ts'
import { redactReport } from './redact-report.ts'

const ROUNDS = Number(process.env.SIEGEL_PROPERTY_SECRETS ?? 2_000)
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Ways in which programs give secrets away in their output. */
const LEAKS: readonly ((secret: string) => string)[] = [
  (secret) => `ERROR: password=${secret}`,
  (secret) => `WARNING: OS_PASSWORD=${secret} was used`,
  (secret) => `CRITICAL: Authorization: Bearer ${secret}`,
  (secret) => `ERROR: X-Auth-Token: ${secret}`,
  (secret) => `ERROR: {"password": "${secret}"}`,
  (secret) => `ERROR: https://admin:${secret}@keystone.example/v3`,
  (secret) => `WARNING: openstack --os-password ${secret} image list`,
  (secret) => `ERROR: client_secret: "${secret}"`,
  (secret) => `ERROR: application_credential_secret='${secret}'`,
  (secret) => `password=${secret}: PASS`,
  (secret) => `${secret}`,
  (secret) => `scs-0101-entropy: PASS ${secret}`,
  (secret) => `debug ${secret}`,
  (secret) => `token ${secret}: FAIL`,
]

test(`of ${ROUNDS} secrets planted in the output of programs none is in what everybody may see`, () => {
  let state = 20_261_121
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const secret = Array.from({ length: 12 + next(40) }, () => LETTERS[next(LETTERS.length)]).join('')
    const leak = LEAKS[next(LEAKS.length)]?.(secret) ?? secret
    const lines = Array.from({ length: 1 + next(5) }, (_, index) => `INFO: line ${index}`)
    lines.splice(next(lines.length + 1), 0, leak)
    const channel = leak.startsWith('scs-0101') || next(2) === 0 ? 'stdout' : 'stderr'
    const document: JsonValue = { run: { invocations: { one: { stdout: [], stderr: [], [channel]: lines } } } }
    const shown = JSON.stringify(redactReport(maskCredentials(document)))
    assert.ok(!shown.includes(secret), `round ${round}: ${leak}`)
    const alone = JSON.stringify(redactReport(document))
    assert.ok(!alone.includes(secret), `round ${round}, by redaction alone: ${leak}`)
  }
})
