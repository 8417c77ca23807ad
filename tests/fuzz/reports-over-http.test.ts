import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Agent, request } from 'undici'
import { joinSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import { newKey, plainReport, report, signed } from '#server/signed-reports.fixture.ts'
import { describeOnEachDatabase } from '#server/storage/each-database.fixture.ts'
import { accountFile, PASSWORD } from '#server/test-server.fixture.ts'
import { type Dice, seededDice } from '../mutations/seeded-dice.ts'
import { type Format, mutatedBytes } from './mutate-report.ts'
import { type MeasuredServer, startMeasuredServer } from './start-measured-server.ts'

const UPLOADS = Number(process.env.SIEGEL_FUZZ_UPLOADS ?? 400)
const RANDOM_BYTES = Number(process.env.SIEGEL_FUZZ_BYTES ?? 400_000)
const isFull = process.env.SIEGEL_FUZZ_UPLOADS !== undefined
const SEED = 20_261_121
const LONGEST_GAP_MS = 100
const MEGABYTE = 2 ** 20

const USERS = ['gx-scs', 'zuul', 'robot', 'auditor', 'foreign', 'nobody', 'poc-1', 'a\0b', '']
const TYPES = [
  'application/x-signed-yaml',
  'application/x-signed-json',
  'Application/X-Signed-YAML; charset=utf-8',
  'application/json',
  'text/plain; charset="',
  'multipart/form-data',
  ';',
]

describeOnEachDatabase('uploads of every kind', (location) => {
  const key = newKey()
  const agent = new Agent({ connections: 8, headersTimeout: 60_000, bodyTimeout: 60_000 })
  let server: MeasuredServer
  let directory = ''

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-fuzz-'))
    const bootstrapFile = join(directory, 'bootstrap.yaml')
    await writeFile(bootstrapFile, accountFile(key))
    server = await startMeasuredServer({ database: location(), bootstrapFile, trustedProxies: ['127.0.0.1'] })
    for (const format of ['yaml', 'json'] as const) {
      for (let round = 0; round < 20; round += 1) await send(signed(key, [recent({ a: 1 })], format), { format })
    }
  })
  after(async () => {
    await agent.close()
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  })

  interface Options {
    readonly format?: Format
    readonly headers?: Record<string, string>
    readonly path?: string
  }
  async function send(body: Buffer | Readable, { format = 'yaml', headers = {}, path = '/reports' }: Options = {}) {
    const answer = await request(`${server.url}${path}`, {
      dispatcher: agent,
      method: 'POST',
      headers: {
        authorization: basic('gx-scs', PASSWORD),
        'content-type': `application/x-signed-${format}`,
        ...headers,
      },
      body,
    })
    return { status: answer.statusCode, text: await answer.body.text() }
  }

  async function requireShortGaps(what: string): Promise<void> {
    const { cpuMs, wallMs, residentMb } = await server.gaps()
    const figures = `${what}: longest gap ${cpuMs.toFixed(0)} ms computed, ${wallMs.toFixed(0)} ms by the clock, ${residentMb.toFixed(0)} MB resident`
    if (isFull) console.log(figures)
    assert.ok(cpuMs <= LONGEST_GAP_MS, figures)
    await server.forgetGaps()
  }

  test(`${UPLOADS} mutated ones, by anybody, framed and packed in every way, are answered, and never with 500`, async () => {
    const dice = seededDice(SEED)
    await server.forgetGaps()
    const statuses = new Map<number, number>()
    for (let round = 0; round < UPLOADS; round += 1) {
      const format: Format = dice.chance(50) ? 'yaml' : 'json'
      const body = upload(dice, format)
      const headers = oddHeaders(dice, format)
      const path = dice.chance(30) ? '/api/v1/reports' : '/reports'
      const packed = headers['content-encoding'] === 'gzip' && dice.chance(50) ? gzipSync(body) : body
      const isChunked = dice.chance(30)
      for (let copies = dice.chance(10) ? 2 : 1; copies > 0; copies -= 1) {
        const sent = isChunked ? Readable.from([packed.subarray(0, 7), packed.subarray(7)]) : packed
        const { status, text } = await send(sent, { format, headers, path })
        assert.ok(status < 500, `round ${round}: ${status} ${text}`)
        if (status >= 400 && path === '/reports') assert.equal(typeof JSON.parse(text).detail, 'string')
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    if (isFull) console.log(Object.fromEntries(statuses))
    for (const status of [200, 401, 403, 415, 422]) assert.ok(statuses.has(status), `nothing led to ${status}`)
    await requireShortGaps('mutated uploads')
  })

  function upload(dice: Dice, format: Format): Buffer {
    const base = dice.chance(50)
      ? recent({ 'scs-0101-entropy': 1, 'scs-0102-prop-min_ram': -1 })
      : report({ checkedAt: new Date() })
    const bytes = mutatedBytes(base, format, dice)
    const whole = signed(key, bytes)
    if (dice.chance(85)) return whole
    if (dice.chance(50)) return whole.subarray(0, dice.whole(0, whole.length))
    return mutatedBytes(whole.toString('latin1'), 'json', dice)
  }

  function oddHeaders(dice: Dice, format: Format): Record<string, string> {
    const isOdd = dice.chance(30)
    const user = isOdd ? dice.oneOf(USERS) : 'gx-scs'
    const address = `10.${dice.whole(0, 255)}.${dice.whole(0, 255)}.${dice.whole(1, 254)}`
    return {
      'x-forwarded-for': dice.chance(95) ? address : dice.oneOf(['x', '1, 2, 3', '::1', ',', '999.1.1.1']),
      authorization: dice.chance(97)
        ? basic(user, dice.chance(97) ? PASSWORD : 'guess')
        : dice.oneOf(['Basic', 'Bearer x', 'x']),
      'content-type': dice.chance(90) ? `application/x-signed-${format}` : dice.oneOf(TYPES),
      ...(dice.chance(5) && { 'content-encoding': dice.oneOf(['gzip', 'br', 'identity']) }),
      ...(dice.chance(5) && { 'accept-encoding': dice.oneOf(['gzip', '*;q=0', 'x']) }),
    }
  }

  test(`${RANDOM_BYTES} random bytes, signed or not, are refused`, async () => {
    let left = RANDOM_BYTES
    let round = 0
    while (left > 0) {
      const bytes = randomBytes(Math.min(left, 1 + Math.floor(10 ** (1 + 4 * ((round % 100) / 100)))))
      left -= bytes.length
      round += 1
      const body = [bytes, signed(key, bytes), joinSignedBody(bytes.toString('base64'), bytes)][round % 3] ?? bytes
      const { status } = await send(body, { format: round % 2 === 0 ? 'yaml' : 'json' })
      assert.ok(status >= 400 && status < 500, `${status} for ${bytes.toString('base64').slice(0, 1_000)}`)
    }
    await requireShortGaps('random bodies')
  })

  const rows: readonly (readonly [
    title: string,
    format: Format,
    make: () => string | Buffer,
    statuses: readonly number[],
  ])[] = [
    ['a list of lines over two megabytes', 'yaml', () => '- a\n'.repeat(MEGABYTE / 2 - 100), [422]],
    ['brackets over two megabytes', 'yaml', () => '{a: ['.repeat(400_000), [422]],
    ['documents over two megabytes', 'yaml', () => '---\na\n'.repeat(345_000), [413]],
    ['a bomb of aliases that would be ten million values', 'yaml', () => aliasBomb(10_000_000), [422]],
    ['a bomb of aliases that would be a hundred million values', 'yaml', () => aliasBomb(100_000_000), [422]],
    [
      'two hundred documents that are bombs of aliases',
      'yaml',
      () => `${aliasBomb(100_000)}\n---\n`.repeat(200),
      [422],
    ],
    [
      'aliases just within what is allowed',
      'yaml',
      () => `${JSON.stringify(recent({ a: 1 }))}`.replace(/^\{/, `{bomb: ${flowBomb()}, `),
      [200, 422],
    ],
    ['20 000 results', 'json', () => JSON.stringify(recent(results(20_000))), [413]],
    ['1 000 results as YAML', 'yaml', () => JSON.stringify(recent(results(1_000))), [200]],
    ['1 000 results as JSON', 'json', () => JSON.stringify(recent(results(1_000))), [200]],
    [
      '1 000 results that come late',
      'json',
      () => JSON.stringify(recent(results(1_000), { checked_at: '2026-01-01' })),
      [200],
    ],
    ['190 000 values', 'json', () => JSON.stringify(recent({ a: 1 }, { more: Array(190_000).fill(1) })), [200]],
    ['190 000 values as YAML', 'yaml', () => JSON.stringify(recent({ a: 1 }, { more: Array(190_000).fill(1) })), [200]],
    ['two megabytes of lines', 'json', () => JSON.stringify(recent({ a: 1 }, { more: lines(20_000) })), [200]],
    ['two megabytes of lines as YAML', 'yaml', () => JSON.stringify(recent({ a: 1 }, { more: lines(20_000) })), [200]],
    [
      'one text of two megabytes',
      'json',
      () => JSON.stringify(recent({ a: 1 }, { more: randomBytes(1_550_000).toString('base64') })),
      [200],
    ],
    [
      '200 reports with 100 results each',
      'yaml',
      () => Array.from({ length: 200 }, () => `--- ${JSON.stringify(recent(results(100)))}\n`).join(''),
      [200],
    ],
    ['more bytes than are allowed', 'json', () => Buffer.alloc(3 * MEGABYTE, 0x20), [413]],
  ]
  for (const [title, format, make, statuses] of rows) {
    test(`${title} keep nobody waiting`, async () => {
      const body = signed(key, make())
      await server.forgetGaps()
      const { status, text } = await send(body, { format })
      assert.ok(statuses.includes(status), `${status} ${text}`)
      await requireShortGaps(title)
    })
  }

  test('after all that the server runs and takes in a report', async () => {
    assert.ok(server.isRunning())
    assert.equal((await send(signed(key, [recent({ 'scs-0101-entropy': 1 })]))).status, 200)
    for (const path of ['/page/table', '/status', '/metrics', '/readyz']) {
      const { statusCode, body } = await request(`${server.url}${path}`)
      await body.dump()
      assert.equal(statusCode, 200, path)
    }
  })
})

function recent(given: Record<string, number>, changes: Record<string, never> | Record<string, unknown> = {}) {
  return { ...plainReport(given, { checked_at: new Date().toISOString() }), ...changes } as ReturnType<
    typeof plainReport
  >
}

const results = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`scs-0102-prop-x${index}`, 1]))
const lines = (count: number) => Array.from({ length: count }, (_, index) => `${index}`.repeat(30).slice(0, 95))

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/** Ten of ten of ten …: two kilobytes that stand for so many values. */
function aliasBomb(values: number): string {
  const levels = Math.ceil(Math.log10(values))
  const rows = ['l0: &l0 x']
  for (let level = 1; level <= levels; level += 1) {
    rows.push(
      `l${level}: &l${level} [${Array(10)
        .fill(`*l${level - 1}`)
        .join(', ')}]`,
    )
  }
  return rows.join('\n')
}

function flowBomb(): string {
  return `[&a [${Array(300).fill('"abcdefghij"').join(', ')}], ${Array(300).fill('*a').join(', ')}]`
}
