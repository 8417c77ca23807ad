import { EFFECTFUL_MODULES, type FolderRule, IMPORT_TABLE } from './import-table.ts'

/** Written by other tools or by hand in their own form; `!!` keeps them out of everything. */
const GENERATED_OR_PROSE = [
  '!!**/*.md',
  '!!**/golden',
  '!!biome.json',
  '!!package-lock.json',
  '!!docs/siegel.schema.json',
  '!!src/testcases/catalogue.json',
  '!!src/testcases/index.ts',
  '!!src/pages/assets/siegel.css',
  '!!src/pages/asset-paths.ts',
  '!!tests/vectors',
]

const NO_CLIMBING = { group: ['../../**'], message: 'Import other folders by name, such as #facts/facts.ts.' }

/** The text of biome.json: formatting, rules, and the import table as one override per folder. */
export function biomeConfiguration(): string {
  const configuration = {
    $schema: './node_modules/@biomejs/biome/configuration_schema.json',
    vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
    files: { includes: ['**', ...GENERATED_OR_PROSE] },
    formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 120 },
    javascript: { formatter: { quoteStyle: 'single', semicolons: 'asNeeded', arrowParentheses: 'always' } },
    css: { formatter: { enabled: true } },
    linter: {
      enabled: true,
      rules: {
        preset: 'recommended',
        correctness: { noUnusedImports: 'error', noUnusedVariables: 'error', noUnusedFunctionParameters: 'error' },
        style: {
          useImportType: 'error',
          useNodejsImportProtocol: 'error',
          noNonNullAssertion: 'error',
          noDefaultExport: 'error',
          noEnum: 'error',
          noNamespace: 'error',
          noParameterProperties: 'error',
          useFilenamingConvention: {
            level: 'error',
            options: { filenameCases: ['kebab-case', 'snake_case'], strictCase: false },
          },
        },
        suspicious: { noImportCycles: 'error', noExplicitAny: 'error', noConsole: 'error', noSkippedTests: 'error' },
      },
    },
    overrides: [
      ...IMPORT_TABLE.map(folderOverride),
      ...IMPORT_TABLE.filter((rule) => rule.isPure).map(testOverride),
      {
        includes: ['tools/**', 'bench/**', 'prove/**', 'tests/**', 'src/main.ts'],
        linter: { rules: { suspicious: { noConsole: 'off' } } },
      },
      // A testcase file carries its id, underscores included.
      { includes: ['src/testcases/**'], linter: { rules: { style: { useFilenamingConvention: 'off' } } } },
      { includes: ['tools/failures-reporter.ts'], linter: { rules: { style: { noDefaultExport: 'off' } } } },
    ],
  }
  return `${JSON.stringify(configuration, null, 2)}\n`
}

function folderOverride(rule: FolderRule) {
  return restriction([`src/${rule.folder}/**`], rule, rule.isPure)
}

function testOverride(rule: FolderRule) {
  return restriction([`src/${rule.folder}/**/*.test.ts`, `src/${rule.folder}/judge-table.ts`], rule, false)
}

function restriction(includes: readonly string[], rule: FolderRule, withoutEffects: boolean) {
  const forbidden = rule.mayImport === 'all' ? [] : forbiddenFolders(rule)
  const patterns = [
    NO_CLIMBING,
    ...forbidden.map((folder) => ({
      group: [`#${folder}/**`, ...exceptionsIn(rule, folder)],
      message: `${rule.folder} may not import ${folder}: ${rule.because}`,
    })),
  ]
  const paths = withoutEffects
    ? Object.fromEntries(
        EFFECTFUL_MODULES.map((name) => [name, `${rule.folder} is pure: effects belong to the rim. ${rule.because}`]),
      )
    : {}
  return {
    includes,
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns, paths } } } } },
  }
}

function forbiddenFolders(rule: FolderRule): string[] {
  const allowed = new Set([rule.folder, ...rule.mayImport])
  return IMPORT_TABLE.map((other) => other.folder).filter((folder) => !allowed.has(folder))
}

function exceptionsIn(rule: FolderRule, folder: string): string[] {
  return (rule.mayImportFiles ?? []).filter((file) => file.startsWith(`#${folder}/`)).map((file) => `!${file}`)
}
