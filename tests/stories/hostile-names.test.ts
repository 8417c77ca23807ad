import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { CONTROL_CHARACTERS } from '#clouds/practice/defects/hostile-defects.ts'
import type { PracticeCloud } from '#clouds/practice/practice-cloud.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { htmlReport } from '#suite/print/html-report.ts'
import { markdownSummary } from '#suite/print/markdown-summary.ts'
import { type HostileFront, startHostileFront } from '../hostile-front.ts'
import { observePracticeCloud } from '../observe-practice-cloud.ts'
import { runSiegel } from '../run-siegel.ts'

/** Control characters other than the end of a line, and marks that change the direction of writing. */
const HARMFUL = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u
const LISTS = ['flavors', 'images', 'volume-types']
const RED_DEFECTS = ['flavor-missing:SCS-1V-4', 'server-error:volume-types']

interface TokenBody {
  readonly token: {
    readonly roles: readonly object[]
    readonly user: object
    readonly project: object
    readonly catalog: readonly { readonly endpoints: readonly object[] }[]
  }
}

const folder = mkdtempSync(join(tmpdir(), 'siegel-hostile-names-'))
let cloud: PracticeCloud
let front: HostileFront

before(async () => {
  const defects = [...RED_DEFECTS, ...['flavors', 'images'].map((name) => `control-characters:${name}`)]
  cloud = await startPracticeCloud({ clock: () => new Date(), defects })
  front = await startHostileFront(cloud.url, ({ path }) => {
    if (path !== '/identity/v3/auth/tokens') return undefined
    return async (response, proceed) => {
      const { body, headers, status } = await proceed()
      response.writeHead(status, headers).end(JSON.stringify(hostileToken(JSON.parse(body) as TokenBody)))
    }
  })
  writeFileSync(join(folder, 'clouds.yaml'), cloud.cloudsYaml('hostile').replaceAll(cloud.url, front.url))
})

after(async () => {
  await front?.stop()
  await cloud?.stop()
  rmSync(folder, { recursive: true })
})

/** Whatever a token names, it names so that a careless terminal would obey. */
function hostileToken({ token }: TokenBody): TokenBody {
  const name = CONTROL_CHARACTERS
  const endpoint = { interface: 'public', region: 'RegionOne', url: `http://127.0.0.1:9/${name}` }
  const catalog = token.catalog.map((service) => ({ ...service, name }))
  return {
    token: {
      roles: [...token.roles, { id: 'hostile', name }],
      user: { ...token.user, name },
      project: { ...token.project, name },
      catalog: [...catalog, { type: name, name, endpoints: [endpoint] } as TokenBody['token']['catalog'][number]],
    },
  }
}

describe('where everything has a name that clears the screen, no command prints it as it is', () => {
  const cloudOptions = ['--os-cloud', 'hostile']
  const check = ['check', 'iaas', '--subject', 'hostile', ...cloudOptions, '--section', 'light']
  for (const [commandArguments, exitCodes] of [
    [[...check, '--verbose'], [1]],
    [[...check, '--json', '--facts', 'facts.json', '--report', 'report.json', '--junit', 'junit.xml'], [1]],
    [['judge', 'facts.json', '--verbose'], [1]],
    [['judge', 'facts.json', '--json'], [1]],
    [
      ['plan', 'facts.json'],
      [0, 1],
    ],
    [
      ['doctor', ...cloudOptions],
      [0, 1],
    ],
    [
      ['doctor', ...cloudOptions, '--json'],
      [0, 1],
    ],
  ] as const) {
    test(`siegel ${commandArguments.join(' ')}`, async () => {
      const { exitCode, stderr, stdout } = await runSiegel(commandArguments, { directory: folder })
      assert.ok(
        exitCodes.some((code) => code === exitCode),
        `exit code ${exitCode}: ${stderr}`,
      )
      assert.ok(stdout.length > 100)
      for (const text of [stdout, stderr]) assertPrintable(text)
    })
  }

  test('the files that a run writes', () => {
    for (const name of ['facts.json', 'report.json', 'junit.xml'])
      assertPrintable(readFileSync(join(folder, name), 'utf8'))
    const facts = readFileSync(join(folder, 'facts.json'), 'utf8')
    assert.ok(
      JSON.stringify(JSON.parse(facts)).includes(JSON.stringify(CONTROL_CHARACTERS)),
      'the name is kept in the facts',
    )
  })
})

test('the HTML page and the Markdown summary of a hostile cloud hold nothing that is not text', async () => {
  const defects = LISTS.flatMap((name) => [`control-characters:${name}`, `proto-keys:${name}`])
  const { run } = await observePracticeCloud({ defects })
  assert.match(htmlReport(run), /innocent.*owned/)
  for (const text of [htmlReport(run), markdownSummary(run)]) assertPrintable(text)
  assert.equal('polluted' in {}, false)
})

function assertPrintable(text: string): void {
  const place = text.search(HARMFUL)
  assert.equal(place, -1, JSON.stringify(text.slice(Math.max(0, place - 60), place + 20)))
}
