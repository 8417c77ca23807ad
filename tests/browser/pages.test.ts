import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { HtmlValidate } from 'html-validate'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { SEEDED_PASSWORD, type SeededMonitor, startSeededMonitor } from './seeded-monitor.ts'

const LANGUAGES = ['en', 'de']
const THEMES = ['light', 'dark'] as const
/** 320 is what 1280 is at a zoom of 400 % (WCAG 2.2, 1.4.10). */
const WIDTHS = [320, 360, 768, 1440]
const MOST_BYTES = 60_000
const CREDENTIALS = { username: 'assessor', password: SEEDED_PASSWORD }

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'no-inline-style': 'error', 'no-raw-characters': 'error', 'long-title': 'off' },
})

describe('the pages in a browser', () => {
  let monitor: SeededMonitor
  let browser: Browser
  let paths: readonly string[] = []

  before(async () => {
    monitor = await startSeededMonitor()
    paths = [...monitor.paths, ...monitor.privatePaths]
    browser = await chromium.launch({
      executablePath: process.env.SIEGEL_TEST_CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    })
  })

  after(async () => {
    await browser?.close()
    await monitor?.close()
  })

  const address = (path: string, parameters: Record<string, string>) => {
    const url = new URL(path, monitor.url)
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    return url.href
  }

  async function withPage(options: BrowserContextOptions, body: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ httpCredentials: CREDENTIALS, ...options })
    try {
      await body(await context.newPage())
    } finally {
      await context.close()
    }
  }

  for (const theme of THEMES) {
    test(`axe finds no fault at WCAG 2.2 AA, in both languages, in ${theme} colours`, async () => {
      await withPage({}, async (page) => {
        for (const path of paths) {
          for (const lang of LANGUAGES) {
            await page.goto(address(path, { lang, theme }))
            const { violations } = await new AxeBuilder({ page })
              .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
              .analyze()
            assert.deepEqual(
              violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
              [],
              `${path} ${lang} ${theme}`,
            )
          }
        }
      })
    })
  }

  test('html-validate finds no fault in any page, fragments included, in both languages', async () => {
    const authorization = `Basic ${Buffer.from(`${CREDENTIALS.username}:${CREDENTIALS.password}`).toString('base64')}`
    for (const path of paths) {
      for (const lang of LANGUAGES) {
        const answer = await fetch(address(path, { lang, theme: 'dark' }), {
          headers: { authorization, accept: 'text/html' },
        })
        const { results } = await validator.validateString(await answer.text())
        const messages = results.flatMap(({ messages: list }) =>
          list.map(({ line, message, ruleId }) => `${line}: ${message} (${ruleId})`),
        )
        assert.deepEqual(messages, [], `${path} ${lang}`)
      }
    }
  })

  test('no page is wider than the window, at 320 pixels neither, nor asks another host for anything', async () => {
    for (const width of WIDTHS) {
      await withPage({ viewport: { width, height: 900 } }, async (page) => {
        const foreign: string[] = []
        const faults: string[] = []
        page.on('request', (request) => {
          if (!request.url().startsWith(monitor.url)) foreign.push(request.url())
        })
        page.on('console', (message) => {
          const isOfMissingPage = page.url().includes('nothing-here')
          if (message.type() === 'error' && !isOfMissingPage) faults.push(message.text())
        })
        for (const path of paths) {
          await page.goto(address(path, { lang: 'de' }))
          const scrollWidth = await page.evaluate('document.documentElement.scrollWidth')
          assert.ok(Number(scrollWidth) <= width, `${path} at ${width}: ${scrollWidth}`)
        }
        assert.deepEqual(foreign, [])
        assert.deepEqual(faults, [])
      })
    }
  })

  test('at a zoom of 200 % of the text nothing is cut off', async () => {
    await withPage({ viewport: { width: 1280, height: 900 } }, async (page) => {
      for (const path of paths) {
        await page.goto(address(path, { lang: 'de' }))
        await page.evaluate('document.documentElement.style.fontSize = "200%"')
        assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 1280, path)
        const clipped = await page.evaluate(`[...document.querySelectorAll('main *')].filter((element) => {
          const style = getComputedStyle(element)
          const isHidden = style.overflowX === 'hidden' || style.overflowX === 'clip'
          return isHidden && !element.closest('.unseen, svg, [aria-hidden]') && element.scrollWidth > element.clientWidth + 1
        }).map((element) => element.outerHTML.slice(0, 100))`)
        assert.deepEqual(clipped, [], path)
      }
    })
  })

  test(`a first visit needs at most ${MOST_BYTES} bytes, everything included`, async () => {
    for (const path of monitor.paths) {
      await withPage({}, async (page) => {
        const session = await page.context().newCDPSession(page)
        await session.send('Network.enable')
        let bytes = 0
        session.on('Network.loadingFinished', ({ encodedDataLength }) => {
          bytes += encodedDataLength
        })
        await page.goto(address(path, { lang: 'en' }), { waitUntil: 'networkidle' })
        assert.ok(bytes > 1_000 && bytes <= MOST_BYTES, `${path}: ${bytes} bytes`)
      })
    }
  })

  test('without JavaScript every page says the same', async () => {
    const textOf = async (page: Page, path: string) => {
      await page.goto(address(path, { lang: 'en' }))
      const text = await page.locator('main').evaluate((main) => {
        const copy = main.cloneNode(true)
        // Copying needs JavaScript, so its buttons are there with it only.
        for (const button of copy.querySelectorAll('[data-copy] button')) button.remove()
        return copy.textContent ?? ''
      })
      return text.replaceAll(/[\s↕]+/g, ' ')
    }
    await withPage({ javaScriptEnabled: false }, async (bare) => {
      await withPage({}, async (full) => {
        for (const path of paths) assert.equal(await textOf(bare, path), await textOf(full, path), path)
      })
    })
  })

  test('by keyboard alone one reaches the details, chooses from the overview, and sees where one is', async () => {
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(address('/page/table', { lang: 'en' }))
      await page.keyboard.press('Tab')
      assert.equal(await page.locator(':focus').textContent(), 'Skip to content')
      await page.locator('#filter-search').focus()
      await page.keyboard.type('nordlicht')
      await page.keyboard.press('Enter')
      await page.waitForURL(/search=nordlicht/)
      assert.equal(await page.locator('tbody tr').count(), 1)
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab')
        const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
        assert.notEqual(outline, 'none', await page.locator(':focus').innerHTML())
        if (
          (await page.locator('a:focus').count()) > 0 &&
          (await page.locator('a:focus').textContent()) === 'Nordwolke'
        )
          break
      }
      await page.keyboard.press('Enter')
      await page.waitForURL(/detail\/group-nordwolke/)
      assert.match((await page.locator('h1').textContent()) ?? '', /Nordwolke/)
      assert.match((await page.locator('main').textContent()) ?? '', /Worst member: nordwolke-2/)
    })
  })

  test('the colours follow the system until the reader chooses, and the choice goes along', async () => {
    const paper = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor')
    await withPage({ colorScheme: 'dark', javaScriptEnabled: false }, async (page) => {
      await page.goto(address('/page/table', {}))
      const dark = await paper(page)
      await page.getByRole('link', { name: 'Light colours' }).click()
      await page.waitForURL(/theme=light/)
      const light = await paper(page)
      assert.notEqual(light, dark)
      await page.getByRole('link', { name: 'Standards', exact: true }).click()
      await page.waitForURL(/standards/)
      assert.equal(await paper(page), light)
      await page.getByRole('link', { name: 'Dark colours' }).click()
      await page.waitForURL(/theme=dark/)
      assert.equal(await paper(page), dark)
    })
  })

  test('where JavaScript runs, tables can be sorted and choices are sent at once', async () => {
    await withPage({}, async (page) => {
      await page.goto(address('/page/standards', { lang: 'en' }))
      const first = async () => (await page.locator('tbody tr th').first().textContent()) ?? ''
      const before = await first()
      await page.getByRole('button', { name: 'Testcases' }).click()
      await page.getByRole('button', { name: 'Testcases' }).click()
      assert.notEqual(await first(), before)
      assert.equal(await page.locator('th[aria-sort]').getAttribute('aria-sort'), 'descending')
      await page.goto(address('/page/table', { lang: 'en' }))
      await page.selectOption('#filter-state', 'fail')
      await page.waitForURL(/state=fail/)
      assert.equal(await page.locator('tbody tr').count(), 1)
    })
  })

  test('on paper there are words instead of drawings, and no menus', async () => {
    await withPage({}, async (page) => {
      await page.goto(address('/page/detail/nordwolke-2/scs-compatible-iaas', { lang: 'en' }))
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.locator('.site-header .menu').first().isVisible(), false)
      const mask = 'getComputedStyle(document.querySelector(".mark > [aria-hidden]")).maskImage'
      assert.equal(await page.evaluate(mask), 'none')
    })
  })
})
