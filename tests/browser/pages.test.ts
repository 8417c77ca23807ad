import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium } from 'playwright-core'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { DEMO_RUNNER, makeDemoAccounts } from '#commands/demo/demo-accounts.ts'
import { type RunningServer, startServer } from '#server/start-server.ts'
import { runSiegel } from '../run-siegel.ts'

const LANGUAGES = ['en', 'de']
const THEMES = ['light', 'dark'] as const
const WIDTHS = [360, 768, 1440]

describe('the pages in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-browser-'))
  let server: RunningServer
  let browser: Browser
  let paths: string[] = []

  before(async () => {
    const clock = () => new Date()
    const accounts = makeDemoAccounts()
    writeFileSync(join(folder, 'key'), accounts.privateKey, { mode: 0o600 })
    writeFileSync(join(folder, 'bootstrap.yaml'), accounts.accountFile)
    server = await startServer({
      database: { kind: 'directory', directory: join(folder, 'data') },
      bootstrapFile: join(folder, 'bootstrap.yaml'),
      host: '127.0.0.1',
      port: 0,
      clock,
    })
    const cloud = await startPracticeCloud({
      clock,
      defects: ['flavor-missing:SCS-1V-4', 'image-overdue', 'extra-specs-403'],
    })
    writeFileSync(join(folder, 'clouds.yaml'), cloud.cloudsYaml('practice'))
    const outcome = await runSiegel(
      [
        ...['check', 'iaas', '--subject', 'demo-careless', '--os-cloud', 'practice', '--quiet'],
        ...['--report', 'r.json', '--key', 'key', '--submit', server.url],
      ],
      {
        directory: folder,
        environment: { SIEGEL_MONITOR_USER: DEMO_RUNNER, SIEGEL_MONITOR_PASSWORD: accounts.password },
      },
    )
    assert.equal(outcome.exitCode, 1, outcome.stderr)
    await cloud.stop()
    browser = await chromium.launch({
      executablePath: process.env.SIEGEL_TEST_CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    })
    const detail = '/page/detail/demo-careless/scs-compatible-iaas'
    const html = await (await fetch(server.url + detail)).text()
    const report = /\/page\/report\/[0-9a-f-]{36}/.exec(html)?.[0]
    assert.ok(report, 'the detail page links its report')
    paths = ['/page/table', detail, '/page/detail/demo-clean/scs-compatible-iaas', report, '/page/nothing-here']
  })

  after(async () => {
    await browser?.close()
    await server?.close()
    rmSync(folder, { recursive: true })
  })

  test('axe finds no fault at WCAG 2.2 AA, in both languages and themes', async () => {
    for (const theme of THEMES) {
      const context = await browser.newContext({ colorScheme: theme })
      const page = await context.newPage()
      for (const path of paths) {
        for (const language of LANGUAGES) {
          await page.goto(`${server.url}${path}?lang=${language}`)
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze()
          assert.deepEqual(
            violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
            [],
            `${path} ${language} ${theme}`,
          )
        }
      }
      await context.close()
    }
  })

  test('no page is wider than the window, nor asks another host for anything', async () => {
    for (const width of WIDTHS) {
      const page = await browser.newPage({ viewport: { width, height: 900 } })
      const foreign: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url)) foreign.push(request.url())
      })
      for (const path of paths) {
        await page.goto(`${server.url}${path}?lang=de`)
        const scrollWidth = await page.evaluate('document.documentElement.scrollWidth')
        assert.ok(Number(scrollWidth) <= width, `${path} at ${width}: ${scrollWidth}`)
      }
      assert.deepEqual(foreign, [])
      await page.close()
    }
  })

  test('every page works without JavaScript, and by keyboard alone one reaches the details', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${server.url}/page/table?lang=en`)
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Tab')
      const link = page.locator('a:focus')
      if ((await link.count()) > 0 && (await link.textContent())?.includes('demo-careless')) break
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(/detail\/demo-careless/)
    assert.match((await page.locator('h1').textContent()) ?? '', /demo-careless/)
    assert.match((await page.locator('#scs-0103-flavor-1v-4').textContent()) ?? '', /fail|not finished/)
    await context.close()
  })
})
