/** Which folder of `src` may import which others, and why not. `npm run generate` turns this into biome.json. */
export interface FolderRule {
  readonly folder: string
  /** Folders that may be imported; `all` for the rim. */
  readonly mayImport: readonly string[] | 'all'
  /** Single files of other folders that may be imported, too. */
  readonly mayImportFiles?: readonly string[]
  /** Pure folders have no effects: no files, network, processes, or timers. */
  readonly isPure: boolean
  /** One sentence for whoever runs into the rule. */
  readonly because: string
}

export const IMPORT_TABLE: readonly FolderRule[] = [
  {
    folder: 'vocabulary',
    mayImport: [],
    isPure: true,
    because: 'vocabulary holds the words that all folders share, so it depends on none of them.',
  },
  {
    folder: 'facts',
    mayImport: ['vocabulary'],
    isPure: true,
    because: 'facts are shapes of what can be observed; they know neither how it is observed nor how it is judged.',
  },
  {
    folder: 'clouds',
    mayImport: ['facts', 'vocabulary'],
    isPure: false,
    because: 'clouds talks to clouds and leaves judging and reporting to others.',
  },
  {
    folder: 'probes',
    mayImport: ['clouds', 'facts', 'vocabulary'],
    isPure: false,
    because: 'a probe observes one fact; it never judges, so it must not see testcases.',
  },
  {
    folder: 'testcases',
    mayImport: ['facts', 'vocabulary'],
    isPure: true,
    because: 'a testcase judges facts; what it cannot read as a fact has to become one, brought by a probe.',
  },
  {
    folder: 'scopes',
    mayImport: ['vocabulary'],
    isPure: true,
    because: 'scopes say which testcases a version needs, by id only.',
  },
  {
    folder: 'report',
    mayImport: ['vocabulary', 'facts'],
    isPure: true,
    because: 'the report is the border between suite and server; it knows neither side.',
  },
  {
    folder: 'release',
    mayImport: [],
    isPure: false,
    because: 'release only reads the files that belong to the program; what they mean is for others to know.',
  },
  {
    folder: 'suite',
    mayImport: [
      'release',
      'facts',
      'clouds',
      'probes',
      'testcases',
      'scopes',
      'report',
      'replay',
      'pages',
      'vocabulary',
    ],
    isPure: false,
    because: 'the suite never imports database or web code: it must run alone on an operator’s machine.',
  },
  {
    folder: 'replay',
    mayImport: ['report', 'evaluation', 'testcases', 'facts', 'scopes', 'vocabulary'],
    isPure: true,
    because: 'replay tries and judges again what was observed before; it never asks a cloud.',
  },
  {
    folder: 'evaluation',
    mayImport: ['scopes', 'vocabulary'],
    isPure: true,
    because: 'evaluation weighs results over time; it never judges facts itself.',
  },
  {
    folder: 'transparency',
    mayImport: ['vocabulary'],
    isPure: true,
    because:
      'transparency is what others verify us with: it knows hashes, proofs and signatures, and nothing of the server.',
  },
  {
    folder: 'pages',
    mayImport: ['evaluation', 'report', 'scopes', 'vocabulary'],
    isPure: true,
    because: 'pages turn data into HTML and words; loading the data is the server’s part.',
  },
  {
    folder: 'server',
    mayImport: ['release', 'report', 'scopes', 'evaluation', 'transparency', 'pages', 'vocabulary'],
    mayImportFiles: ['#testcases/catalogue.json'],
    isPure: false,
    because:
      'the server never imports cloud clients or judges: an operator’s credentials and the public web never meet in one process.',
  },
  {
    folder: 'commands',
    mayImport: 'all',
    isPure: false,
    because: '',
  },
]

/** Modules with effects that a pure folder must not import (its tests may). */
export const EFFECTFUL_MODULES = [
  'node:fs',
  'node:fs/promises',
  'node:child_process',
  'node:http',
  'node:https',
  'node:net',
  'node:tls',
  'node:timers/promises',
  'node:worker_threads',
  'undici',
  'fastify',
  'kysely',
  'pg',
  '@electric-sql/pglite',
]
