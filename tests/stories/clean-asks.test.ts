import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { PlantedObject } from '#clouds/practice/objects/planted-object.ts'
import { missingObjects } from '#clouds/practice/remaining-objects.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const QUESTION = /Remove all (\d+)\? Type yes to do so: /
const INTERRUPT = '\u0003'
const END_OF_INPUT = '\u0004'

const OURS: readonly PlantedObject[] = [
  { kind: 'volume', name: 'scs-test-volume', owner: 'member' },
  { kind: 'security-group', name: 'scs-test-default-sg', owner: 'member' },
]
const FOREIGN: readonly PlantedObject[] = [
  { kind: 'volume', name: 'database', owner: 'member' },
  { kind: 'network', name: 'my-scs-test-network', owner: 'member' },
  { kind: 'volume', name: 'scs-test-volume', owner: 'other-project' },
]

/** Runs `siegel clean` at a terminal (a pseudo-terminal of `script`), and types the keys when it asks. */
async function cleanAtTerminal(t: TestContext, keys: string) {
  const cloud = await startPracticeCloud({ clock: () => new Date(), pace: 100, planted: [...OURS, ...FOREIGN] })
  const folder = mkdtempSync(join(tmpdir(), 'siegel-asks-'))
  t.after(async () => {
    await cloud.stop()
    rmSync(folder, { recursive: true })
  })
  const cloudsYaml = join(folder, 'clouds.yaml')
  writeFileSync(cloudsYaml, cloud.cloudsYaml())
  const command = `'${process.execPath}' '${MAIN}' clean --os-cloud practice`
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      TERM: 'dumb',
      OS_CLIENT_CONFIG_FILE: cloudsYaml,
      XDG_STATE_HOME: join(folder, 'state'),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let shown = ''
  let hasAsked = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text
    if (hasAsked || !QUESTION.test(shown)) return
    hasAsked = true
    child.stdin.write(keys)
  })
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const gone = missingObjects(cloud).map(({ kind, name }) => `${kind} ${name}`)
  return { exitCode, gone: gone.toSorted(), shown }
}

describe('what is in no journal, at a terminal', () => {
  test('is removed when one types yes, and nothing else with it', async (t) => {
    const { exitCode, gone, shown } = await cleanAtTerminal(t, 'yes\r')
    assert.equal(QUESTION.exec(shown)?.[1], '2')
    assert.deepEqual(gone, ['security-group scs-test-default-sg', 'volume scs-test-volume'])
    assert.equal(exitCode, 0)
    assert.match(shown, /Nothing is left/)
  })

  for (const [sentence, keys, expected] of [
    ['y, which is not yes', 'y\r', 2],
    ['YES, which is not yes', 'YES\r', 2],
    ['nothing', '\r', 2],
    ['no', 'no\r', 2],
    ['the end of input', END_OF_INPUT, 2],
    ['an interruption', INTERRUPT, 130],
  ] as const) {
    test(`stays when one types ${sentence}`, async (t) => {
      const { exitCode, gone, shown } = await cleanAtTerminal(t, keys)
      assert.match(shown, QUESTION)
      assert.deepEqual(gone, [])
      // Something is left, and nothing is wrong.
      assert.equal(exitCode, expected, shown)
      assert.doesNotMatch(shown, /siegel: /)
    })
  }
})
