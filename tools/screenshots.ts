/**
 * Takes pictures of every page in both languages and both themes at three widths, with the data of the seeded monitor.
 * Usage: npm run screenshots -- FOLDER [PART-OF-A-PATH]
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { SEEDED_PASSWORD, startSeededMonitor } from '../tests/browser/seeded-monitor.ts'

const LANGUAGES = ['en', 'de']
const THEMES = ['light', 'dark']
const WIDTHS = [360, 768, 1440]

const [folder = '.siegel/screenshots', part = ''] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const monitor = await startSeededMonitor()
const browser = await chromium.launch({
  executablePath: process.env.SIEGEL_TEST_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
try {
  const context = await browser.newContext({ httpCredentials: { username: 'assessor', password: SEEDED_PASSWORD } })
  const page = await context.newPage()
  for (const path of [...monitor.paths, ...monitor.privatePaths].filter((one) => one.includes(part))) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      for (const language of LANGUAGES) {
        for (const theme of THEMES) {
          const separator = path.includes('?') ? '&' : '?'
          await page.goto(`${monitor.url}${path}${separator}lang=${language}&theme=${theme}`)
          const name = path
            .replace(/^\/page\//, '')
            .replaceAll(/[0-9a-f-]{36}/g, 'uuid')
            .replaceAll(/[^\w.-]+/g, '-')
          await page.screenshot({ path: join(folder, `${name}.${language}.${theme}.${width}.png`), fullPage: true })
        }
      }
    }
  }
} finally {
  await browser.close()
  await monitor.close()
}
