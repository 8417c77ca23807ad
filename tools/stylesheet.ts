import { readFileSync } from 'node:fs'
import { transform } from 'esbuild'
import { PurgeCSS } from 'purgecss'
import { filesBelow } from './files-below.ts'

const KERN = 'node_modules/@kern-ux/native/dist/kern.css'

/** Attributes and classes that are put together at run time, so that no template holds them as one word. */
const NAMED_ELSEWHERE = ['data-kern-theme', 'dark', 'light']

/**
 * The style sheet of the pages: of KERN-UX what the templates and our own rules use, in a layer of its own, so that our rules
 * win whatever their specificity; then our own. `fonts` are the rules of the fonts.
 */
export async function stylesheet(fonts: string): Promise<string> {
  const own = filesBelow('src/pages/style', (path) => path.endsWith('.css'))
    .toSorted()
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const templates = filesBelow('src/pages', (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  const [kern] = await new PurgeCSS().purge({
    css: [{ raw: `${withoutComments(readFileSync(KERN, 'utf8'))}\n/*! own */\n${own}` }],
    content: [...templates.map((path) => ({ raw: readFileSync(path, 'utf8'), extension: 'ts' }))],
    safelist: NAMED_ELSEWHERE,
    blocklist: [/^kern-(?:row|col|icon)/],
    variables: true,
    keyframes: true,
  })
  const [used = ''] = (kern?.css ?? '').split('/*! own */')
  const { code } = await transform(`@layer kern {${used}}\n${fonts}\n${own}`, { loader: 'css', minify: true })
  return `/*! Contains parts of KERN-UX (@kern-ux/native), EUPL-1.2, and Fira Sans, OFL-1.1: see docs/third-party.md */\n${code}`
}

function withoutComments(css: string): string {
  return css.replaceAll(/@charset[^;]*;|\/\*[\s\S]*?\*\//g, '')
}
