import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { filesBelow } from './files-below.ts'

const TESTCASE_FOLDERS = ['src/testcases/iaas', 'src/testcases/kaas', 'src/testcases/manual']

interface TestcaseFile {
  readonly path: string
  readonly isFamily: boolean
}

/** Every file that declares one testcase (`export const testcase`) or a family (`export const testcases`). */
export function testcaseFiles(): TestcaseFile[] {
  const sources = TESTCASE_FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    filesBelow(folder, isSource),
  )
  return sources.flatMap((path): TestcaseFile[] => {
    const text = readFileSync(path, 'utf8')
    if (/^export const testcases\b/m.test(text)) return [{ path, isFamily: true }]
    if (/^export const testcase\b/m.test(text)) return [{ path, isFamily: false }]
    return []
  })
}

function isSource(path: string): boolean {
  return path.endsWith('.ts') && !path.endsWith('.test.ts')
}

/** The text of src/testcases/index.ts. */
export function testcaseIndex(): string {
  const files = testcaseFiles().map((file) => ({ ...file, name: identifier(basename(file.path, '.ts')) }))
  const imports = files.map(
    ({ path, isFamily, name }) =>
      `import { ${isFamily ? 'testcases' : 'testcase'} as ${name} } from './${path.slice('src/testcases/'.length)}'`,
  )
  const entries = files.map(({ isFamily, name }) => `  ${isFamily ? '...' : ''}${name},`)
  return `// Written by \`npm run generate\` from the files beside it. On a merge conflict take either side and run it again.
import type { Testcase } from './define-testcase.ts'
${imports.join('\n')}

/** Every testcase of this release. */
export const TESTCASES: readonly Testcase[] = [
${entries.join('\n')}
]
`
}

function identifier(fileName: string): string {
  return fileName.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())
}
