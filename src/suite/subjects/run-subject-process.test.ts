import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { describe, test } from 'node:test'
import { runSubjectProcess, type SubjectOutcome } from './run-subject-process.ts'

const RUN = {
  format: 1,
  subject: 'gx-scs',
  scope: { uuid: 'u', name: 'SCS-compatible IaaS', slug: 'scs-compatible-iaas' },
  checkedAt: '2026-11-21T07:00:00.000Z',
  finishedAt: '2026-11-21T07:00:01.000Z',
  callCount: 1,
  versions: [],
  testcases: [],
  notInThisRelease: [],
  judgedByPerson: [],
}
const PRINT_RUN = `process.stdout.write(${JSON.stringify(JSON.stringify(RUN))});`

interface Limits {
  runLimitMs?: number
  signal?: AbortSignal
  onLine?: (line: string) => void
}

function runScript(script: string, limits: Limits = {}): Promise<SubjectOutcome> {
  return runSubjectProcess({
    subject: 'gx-scs',
    command: [process.execPath, '-e', script],
    workingDirectory: tmpdir(),
    environment: { PATH: process.env.PATH },
    runLimitMs: 30_000,
    patienceMs: 0,
    cleanUpMs: 500,
    clock: () => new Date('2026-11-21T07:00:00Z'),
    signal: new AbortController().signal,
    onLine: () => {},
    ...limits,
  })
}

describe('the run against one of several subjects', () => {
  for (const code of [0, 1, 2, 3] as const) {
    test(`that ends with ${code} and a result keeps both`, async () => {
      const { exitCode, run } = await runScript(`${PRINT_RUN} process.exitCode = ${code}`)
      assert.equal(exitCode, code)
      assert.ok(!('lost' in run))
    })
  }

  for (const { sentence, script, kind, says, limits } of [
    { sentence: 'that exits early', script: 'process.exit(0)', kind: 'crashed', says: /exit code 0 without/ },
    {
      sentence: 'that throws',
      script: 'throw new Error("bang")',
      kind: 'crashed',
      says: /exit code 1 without a result/,
    },
    { sentence: 'that kills itself', script: 'process.kill(process.pid, "SIGKILL")', kind: 'crashed', says: /SIGKILL/ },
    { sentence: 'that runs out of memory', script: 'process.abort()', kind: 'crashed', says: /SIGABRT/ },
    {
      sentence: 'that is misconfigured',
      script: 'console.error("siegel: There is no cloud x.\\n  to do: y"); process.exit(3)',
      kind: 'refused',
      says: /^There is no cloud x\.$/,
    },
    { sentence: 'that prints something else', script: 'console.log("{}")', kind: 'crashed', says: /without a result/ },
    {
      sentence: 'that answers for another subject',
      script: PRINT_RUN.replace('gx-scs', 'other'),
      kind: 'crashed',
      says: /without a result/,
    },
    {
      sentence: 'that loops for ever',
      script: 'process.on("SIGTERM", () => {}); for (;;) ;',
      kind: 'hung',
      says: /longer than its limit of 1 seconds and had to be ended by force/,
      limits: { runLimitMs: 1_000 },
    },
    {
      sentence: 'that waits for ever',
      script: 'setInterval(() => {}, 1000)',
      kind: 'hung',
      says: /longer than its limit/,
      limits: { runLimitMs: 300 },
    },
  ]) {
    test(`${sentence} is told as lost, with the reason`, async () => {
      const { exitCode, run } = await runScript(script, limits)
      assert.equal(exitCode, 3)
      assert.ok('lost' in run)
      assert.equal(run.lost.kind, kind)
      assert.match(run.lost.detail, says)
    })
  }

  test('may clean up and deliver after it was told to stop', async () => {
    const script = `setInterval(() => {}, 1000); process.on('SIGTERM', () => { ${PRINT_RUN} process.exit(2) }); console.error('ready')`
    const controller = new AbortController()
    const { exitCode, run } = await runScript(script, {
      signal: controller.signal,
      onLine: (line) => line === 'ready' && controller.abort(),
    })
    assert.equal(exitCode, 2)
    assert.ok(!('lost' in run))
  })

  test('does not begin after an interruption', async () => {
    const { run } = await runScript(PRINT_RUN, { signal: AbortSignal.abort() })
    assert.ok('lost' in run && run.lost.kind === 'interrupted')
  })

  test('of a program that is not there is lost', async () => {
    const { run } = await runSubjectProcess({
      subject: 'gx-scs',
      command: ['/nonexistent/program'],
      workingDirectory: tmpdir(),
      environment: {},
      runLimitMs: 1_000,
      clock: () => new Date(),
      signal: new AbortController().signal,
      onLine: () => {},
    })
    assert.ok('lost' in run && run.lost.kind === 'crashed')
  })

  test('shows no control characters', async () => {
    const seen: string[] = []
    await runScript('console.error("\\u001b[2Jcleared")', { onLine: (line) => seen.push(line) })
    assert.deepEqual(seen, ['\\u001b[2Jcleared'])
  })
})
