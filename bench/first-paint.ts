/**
 * How soon a browser paints something of each page, on loopback: first contentful paint, median of `ROUNDS` first visits with an
 * empty cache. Baseline of the same run: a page with one word and nothing else.
 *
 * Usage: node bench/first-paint.ts
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { startSeededMonitor } from '../tests/browser/seeded-monitor.ts'

const ROUNDS = 7
const say = (line: string) => process.stdout.write(`${line}\n`)

const blank = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>word'))
await new Promise<void>((resolve) => blank.listen(0, '127.0.0.1', resolve))
const blankUrl = `http://127.0.0.1:${(blank.address() as AddressInfo).port}/`
const monitor = await startSeededMonitor()
const browser = await chromium.launch({
  executablePath: process.env.SIEGEL_TEST_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})

/** In milliseconds after the navigation began. */
async function firstPaintMs(url: string): Promise<number> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(url, { waitUntil: 'load' })
    for (;;) {
      const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
      if (paint !== undefined) return paint
      await wait(10)
    }
  } finally {
    await context.close()
  }
}

async function medianMs(url: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) times.push(await firstPaintMs(url))
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN
}

try {
  await firstPaintMs(blankUrl)
  const baseline = await medianMs(blankUrl)
  say(`a page with one word: ${baseline.toFixed(0)} ms; load average ${loadavg()[0]?.toFixed(1)}`)
  for (const path of monitor.paths) {
    const median = await medianMs(`${monitor.url}${path}`)
    say(`${path}: ${median.toFixed(0)} ms = ${(median / baseline).toFixed(1)} × the page with one word`)
  }
} finally {
  await browser.close()
  await monitor.close()
  blank.close()
}
