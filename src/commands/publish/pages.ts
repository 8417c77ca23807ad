import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { copySite } from './copy-site.ts'
import { openPublishedDirectory } from './published-directory.ts'
import { openSite } from './site-client.ts'

const DEFAULT_FROM = 'http://127.0.0.1:8080'

/** `siegel publish pages DIR`: the public pages as files that work without the monitor. */
export function pagesCommand(context: CommandContext): Command {
  return new Command('pages')
    .description('copy the public pages of a monitor as a static site')
    .argument('<dir>', 'where the site goes; other files in it are left alone')
    .option('--from <url>', 'address of the monitor', DEFAULT_FROM)
    .addHelpText(
      'after',
      '\nThe site works from any path of a web server and from the file system. All pages are fetched before anything\nin DIR changes; then each file is replaced in one step, and what an earlier run wrote and is no longer there is removed.',
    )
    .action(async (dir: string, { from }: { readonly from: string }) => {
      const directory = resolve(context.workingDirectory, dir)
      const at = context.clock()
      const address = parseAddress(from)
      const published = await openPublishedDirectory(directory, randomBytes(6).toString('hex'))
      const site = openSite(address, context)
      try {
        const files = await copySite({ site, staging: published.staging, at })
        const { removed } = await published.replace(files)
        context.stdout.write(`${join(directory, 'index.html')}: ${files.length} files written, ${removed} removed\n`)
      } finally {
        await site.close()
        await rm(published.staging, { recursive: true, force: true })
      }
    })
}

function parseAddress(from: string): URL {
  const url = URL.canParse(from) ? new URL(from) : undefined
  const isPlain = url && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (isPlain && ['http:', 'https:'].includes(url.protocol)) return url
  throw new CodedError('SUITE_OPTION_INVALID', '--from is no plain address such as https://compliance.example.org')
}
