import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { stringify } from 'yaml'
import type { CodedError } from '#vocabulary/coded-error.ts'
import { buildReport } from './build-report.ts'
import { computingTime } from './computing-time.fixture.ts'
import type { JsonObject } from './json-value.ts'
import { parseReports, type ReportFormat } from './parse-reports.ts'
import { REPORT_EXAMPLE } from './report-example.fixture.ts'

const AT = new Date('2026-11-21T12:00:00Z')

/** A report of today's checker, new style. */
const NEW_STYLE = {
  spec: {
    uuid: '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f',
    name: 'SCS-compatible IaaS',
    url: 'https://example.org/x.yaml',
  },
  checked_at: '2026-11-21 03:51:16.429123',
  reference_date: '2026-11-21',
  subject: 'noris-1.34',
  run: {
    uuid: 'A7E5C3B1-1d2e-4f3a-8b4c-5d6e7f809102',
    argv: ['scs-compliance-check.py', '-s', 'noris-1.34'],
    assignment: { os_cloud: 'noris' },
    sections: null,
    forced_version: null,
    forced_tests: null,
    invocations: {
      '0d9d1f0e-93a7-4b4b-9c57-0f5f5d1f7a01': {
        id: '0d9d1f0e-93a7-4b4b-9c57-0f5f5d1f7a01',
        cmd: 'x.py -c noris',
        results: { 'scs-0100-syntax-check': 1, 'scs-0101-entropy': 0 },
        rc: 0,
        stdout: ['scs-0100-syntax-check: PASS'],
        stderr: [],
        info: 0,
        warning: 0,
        error: 0,
        critical: 0,
        a_key_of_tomorrow: [1, { two: null }],
      },
    },
  },
}

const [INVOCATION = ''] = Object.keys(NEW_STYLE.run.invocations)

/** The report with one field exchanged; `undefined` removes it. */
function changed(path: string, value: unknown): unknown {
  const document = structuredClone<unknown>(NEW_STYLE)
  const steps = path.split('/')
  const last = steps.pop() ?? ''
  const parent = steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document)
  if (value === undefined) delete (parent as Record<string, unknown>)[last]
  else (parent as Record<string, unknown>)[last] = value
  return document
}

function parse(document: unknown, format: ReportFormat = 'json') {
  return parseReports(Buffer.from(format === 'json' ? JSON.stringify(document) : stringify(document)), format, AT)
}

function parseYaml(text: string) {
  return parseReports(Buffer.from(text), 'yaml', AT)
}

describe('reports of today’s checker', () => {
  for (const format of ['json', 'yaml'] as const) {
    test(`new style as ${format}`, () => {
      assert.deepEqual(parse(NEW_STYLE, format), [
        {
          reportUuid: 'a7e5c3b1-1d2e-4f3a-8b4c-5d6e7f809102',
          scopeUuid: NEW_STYLE.spec.uuid,
          subject: 'noris-1.34',
          checkedAt: new Date('2026-11-21T03:51:16.429Z'),
          results: [
            { testcaseId: 'scs-0100-syntax-check', verdict: 'PASS' },
            { testcaseId: 'scs-0101-entropy', verdict: 'ABORT' },
          ],
          document: NEW_STYLE,
        },
      ])
    })
  }

  const versions = {
    v4: { 'image-metadata-check': { result: -1, invocation: 'x' }, 'entropy-check': 1 },
    v3: { 'image-metadata-check': { result: 1, invocation: 'x' } },
    v2: null,
  }
  const oldStyle = {
    ...NEW_STYLE,
    versions,
    run: { ...NEW_STYLE.run, invocations: { x: { rc: 0, stdout: [], stderr: [] } } },
  }
  test('old style, where each scope version has results of its own', () => {
    assert.deepEqual(parse(oldStyle)[0]?.results, [
      { testcaseId: 'entropy-check', verdict: 'PASS', scopeVersion: 'v4' },
      { testcaseId: 'image-metadata-check', verdict: 'PASS', scopeVersion: 'v3' },
      { testcaseId: 'image-metadata-check', verdict: 'FAIL', scopeVersion: 'v4' },
    ])
  })
  test('both styles: those of the invocations win', () => {
    assert.deepEqual(parse({ ...NEW_STYLE, versions })[0]?.results, parse(NEW_STYLE)[0]?.results)
    assert.deepEqual(parse({ ...NEW_STYLE, versions: {} })[0]?.results, parse(NEW_STYLE)[0]?.results)
  })
  test('several results for one testcase: the weightiest counts', () => {
    const results = (verdict: number) => ({ results: { 'scs-0101-entropy': verdict } })
    const verdict = (...verdicts: number[]) => {
      const invocations = Object.fromEntries(verdicts.map((each, index) => [`i${index}`, results(each)]))
      return parse(changed('run/invocations', invocations))[0]?.results.map((result) => result.verdict)
    }
    assert.deepEqual([verdict(1, -1, 1), verdict(1, 0), verdict(0, -1)], [['FAIL'], ['ABORT'], ['FAIL']])
  })
})

describe('values that no report may have', () => {
  const results = `run/invocations/${INVOCATION}/results`
  const refusals: readonly [name: string, document: unknown, code: string, place?: string][] = [
    ...[2, 42, -7, 1.5, true, '1', null, [], 1e300].map((value): [string, unknown, string] => [
      `result ${JSON.stringify(value)}`,
      changed(`${results}/scs-0101-entropy`, value),
      'INVALID',
    ]),
    ...[
      '',
      'a/b/../c',
      null,
      5,
      ['x'],
      '00000000-0000-0000-0000-000000000000',
      'a) <script>alert(1)</script> [b](c',
    ].map((value): [string, unknown, string, string] => [
      `run.uuid ${JSON.stringify(value)}`,
      changed('run/uuid', value),
      'INVALID',
      'run.uuid',
    ]),
    ...['', '-x', '<b>', 'a b', 'x'.repeat(101), 5, null].map((value): [string, unknown, string, string] => [
      `subject ${JSON.stringify(value)}`,
      changed('subject', value),
      'INVALID',
      'subject',
    ]),
    ...['yesterday', 'now', 'infinity', 20261121, null, '9999-12-31', '1970-01-01'].map(
      (value): [string, unknown, string, string] => [
        `checked_at ${JSON.stringify(value)}`,
        changed('checked_at', value),
        'INVALID',
        'checked_at',
      ],
    ),
    ['checked_at next week', changed('checked_at', '2026-11-28T12:00:00Z'), 'CHECKED_AT_IN_FUTURE', 'checked_at'],
    ['checked_at in five minutes and a second', changed('checked_at', '2026-11-21 12:05:01'), 'CHECKED_AT_IN_FUTURE'],
    ['a scope without uuid', changed('spec/uuid', undefined), 'INVALID', 'spec.uuid'],
    ['no run', changed('run', undefined), 'INVALID', 'run'],
    ['output that is no text', changed(`run/invocations/${INVOCATION}/stdout`, ['a', 5]), 'INVALID'],
    ['a testcase id with markup', changed(`${results}/<img src=x>`, 1), 'INVALID'],
    [
      '5001 results',
      changed(results, Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`t${index}`, 1]))),
      'TOO_LARGE',
    ],
    ['a list', [NEW_STYLE], 'INVALID', 'report'],
    ['a text', 'report', 'INVALID'],
  ]
  for (const [name, document, code, place] of refusals) {
    test(name, () => {
      const expected = { code: `REPORT_${code}`, ...(place === undefined ? {} : { place }) }
      assert.throws(() => parse(document), expected)
    })
  }
  test('five minutes ahead are accepted', () => {
    assert.equal(parse(changed('checked_at', '2026-11-21T14:05:00+02:00')).length, 1)
  })
  test('all problems are named at once, with line and column', () => {
    const document = { ...NEW_STYLE, subject: '<b>', checked_at: 'now' }
    assert.throws(
      () => parse(document, 'yaml'),
      ({ code, message, place }: CodedError) =>
        code === 'REPORT_INVALID' &&
        message.includes('subject') &&
        message.includes('checked_at') &&
        place === '5:1 checked_at',
    )
  })
})

describe('the siegel block', () => {
  const document = buildReport(REPORT_EXAMPLE)
  const siegel = document.siegel as JsonObject
  const testcases = siegel.testcases as JsonObject
  const failed = testcases['scs-0102-prop-hash_algo'] as JsonObject
  const passed = testcases['scs-0102-image-ubuntu'] as JsonObject
  const { 'scs-0102-image-ubuntu': _, ...oneLess } = testcases

  const refusals: readonly [name: string, siegel: unknown, code: string][] = [
    [
      'another verdict than the results',
      { ...siegel, testcases: { ...testcases, 'scs-0102-prop-hash_algo': passed } },
      'CONTRADICTORY',
    ],
    [
      'a testcase that has no result',
      { ...siegel, testcases: { ...testcases, 'scs-0102-extra': passed } },
      'CONTRADICTORY',
    ],
    ['a result that it does not know', { ...siegel, testcases: oneLess }, 'CONTRADICTORY'],
    [
      'FAIL without a finding',
      { ...siegel, testcases: { ...testcases, 'scs-0102-prop-hash_algo': { ...failed, findings: [] } } },
      'INVALID',
    ],
    [
      'MISS',
      { ...siegel, testcases: { ...testcases, 'scs-0102-prop-hash_algo': { ...failed, verdict: 'MISS' } } },
      'INVALID',
    ],
    ['format 2', { ...siegel, format: 2 }, 'INVALID'],
    ['a field that is not known', { ...siegel, extra: 1 }, 'INVALID'],
    ['a digest that is none', { ...siegel, scopeDigest: 'abc' }, 'INVALID'],
    ['null', null, 'INVALID'],
  ]
  for (const [name, block, code] of refusals) {
    test(`with ${name} is refused`, () => {
      assert.throws(() => parse({ ...document, siegel: block }), { code: `REPORT_${code}` })
    })
  }
})

describe('texts that cannot be read', () => {
  const json = JSON.stringify(NEW_STYLE)
  const deep = 100_000
  const refusals: readonly [
    name: string,
    text: string | Uint8Array,
    format: ReportFormat,
    code: string,
    place?: string,
  ][] = [
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff]), 'yaml', 'NOT_UTF8'],
    ['NUL in JSON', '{"a": "\\u0000"}', 'json', 'NOT_UTF8', '1:7'],
    ['NUL in YAML', 'a: "\\0"', 'yaml', 'NOT_UTF8', '1:4'],
    ['half a surrogate pair', '{"a": "\\ud800"}', 'json', 'NOT_UTF8', '1:7'],
    ['NaN in JSON', '{"a": NaN}', 'json', 'MALFORMED', '1:7'],
    ['NaN in YAML', 'b: 1\na: .nan', 'yaml', 'MALFORMED', '2:4'],
    ['infinity in YAML', 'a: -.inf', 'yaml', 'MALFORMED', '1:4'],
    ['a number beyond all limits', '[1e999]', 'json', 'MALFORMED', '1:2'],
    ['a duplicate key in JSON', '{"a": 1,\n "a": 2}', 'json', 'MALFORMED', '2:2'],
    ['a duplicate key in YAML', 'a: 1\nb: 2\na: 3', 'yaml', 'MALFORMED', '3:1'],
    ['the key __proto__', '{"__proto__": 1}', 'json', 'MALFORMED', '1:2'],
    ['a key that is a list', '? [a]\n: 1', 'yaml', 'MALFORMED', '1:3'],
    ['an unknown tag', 'a: !!python/object:os.system x', 'yaml', 'MALFORMED'],
    ['an unknown tag of its own', 'a: !x y', 'yaml', 'MALFORMED'],
    ['YAML 1.1', '%YAML 1.1\n---\na: yes', 'yaml', 'MALFORMED'],
    ['an alias without anchor', 'a: *b', 'yaml', 'MALFORMED', '1:4'],
    ['an alias of itself', 'a: &b [*b]', 'yaml', 'TOO_COMPLEX'],
    ['bad indentation', 'a:\n  b: 1\n c: 2', 'yaml', 'MALFORMED'],
    ['JSON that ends early', json.slice(0, -1), 'json', 'MALFORMED'],
    ['something after the JSON', `${json} x`, 'json', 'MALFORMED'],
    ['a trailing comma', '{"a": 1,}', 'json', 'MALFORMED', '1:9'],
    ['a control character in JSON', '["a\tb"]', 'json', 'MALFORMED', '1:2'],
    ['JSON nested 100 000 deep', '['.repeat(deep), 'json', 'TOO_COMPLEX'],
    ['YAML nested 100 000 deep', '['.repeat(deep), 'yaml', 'TOO_COMPLEX'],
    ['YAML nested 2 000 deep', `${'['.repeat(2_000)}${']'.repeat(2_000)}`, 'yaml', 'TOO_COMPLEX'],
    [
      'YAML nested by indentation',
      Array.from({ length: 200 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
      'yaml',
      'TOO_COMPLEX',
    ],
    ['300 000 values', `[${'1,'.repeat(300_000)}1]`, 'json', 'TOO_COMPLEX'],
    ['201 reports', `---\na: 1\n`.repeat(201), 'yaml', 'TOO_LARGE'],
    ['more than 2 MB', Buffer.alloc(2 * 1024 * 1024 + 1, 0x20), 'yaml', 'TOO_LARGE'],
  ]
  for (const [name, text, format, code, place] of refusals) {
    test(name, () => {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text
      const expected = { code: `REPORT_${code}`, ...(place === undefined ? {} : { place }) }
      assert.throws(() => parseReports(bytes, format, AT), expected)
    })
  }

  const bombs: Record<string, string> = {
    'a bomb of aliases': ['a0: &a0 x', ...levels('[', ']')].join('\n'),
    'a bomb of merge keys': ['a0: &a0 {k: x}', ...levels('{<<: [', ']}')].join('\n'),
    'a bomb of long texts': `a: &a ${'x'.repeat(100_000)}\nb: [${'*a, '.repeat(10_000)}]`,
  }
  for (const [name, text] of Object.entries(bombs)) {
    test(`${name} is refused within 200 ms`, () => {
      const refuse = () => assert.throws(() => parseYaml(text), { code: 'REPORT_TOO_COMPLEX' })
      assert.ok(computingTime(refuse) < 200)
    })
  }

  /** Each level holds ten times the one before. */
  function levels(open: string, close: string): string[] {
    return Array.from({ length: 9 }, (_, index) => {
      const aliases = Array.from({ length: 10 }, () => `*a${index}`).join(', ')
      return `a${index + 1}: &a${index + 1} ${open}${aliases}${close}`
    })
  }

  test('a maximal mapping is read in a few seconds', () => {
    const text = Array.from({ length: 90_000 }, (_, index) => `k${index}: 1`).join('\n')
    assert.ok(computingTime(() => assert.throws(() => parseYaml(text), { code: 'REPORT_INVALID' })) < 10_000)
  })
})

describe('the YAML of the wire', () => {
  test('several documents, empty ones and a trailing mark', () => {
    const text = stringify(NEW_STYLE)
    assert.deepEqual(parseYaml(''), [])
    assert.deepEqual(parseYaml('\n# nothing\n---\n'), [])
    assert.equal(parseYaml(`---\n${text}---\n${text}---\n`).length, 2)
    assert.equal(parseYaml(`\ufeff${text}`).length, 1)
    assert.deepEqual(parseReports(Buffer.from(' \n'), 'json', AT), [])
  })

  const scalars: readonly [yaml: string, value: unknown][] = [
    ['yes', 'yes'],
    ['off', 'off'],
    ['true', true],
    ['~', null],
    ['', null],
    ['017', 17],
    ['0o17', 15],
    ['0b101', 5],
    ['0x1F', 31],
    ['-0x1f', -31],
    ['1_000', 1000],
    ['+5', 5],
    ['1e3', 1000],
    ['1.5', 1.5],
    ['1_0.5', 10.5],
    ['12:30:45', '12:30:45'],
    ['2026-11-21', '2026-11-21'],
    ['2026-11-21 03:51:16.429123', '2026-11-21 03:51:16.429123'],
    ['2026-11-21 03:51:16', '2026-11-21 03:51:16'],
    ['2026-11-21T03:51:16.5Z', '2026-11-21 03:51:16.500000'],
    ['2026-11-21 12:00:00+02:00', '2026-11-21 10:00:00'],
    ['2026-02-30 12:00:00', '2026-02-30 12:00:00'],
    ['"2026-11-21T03:51:16Z"', '2026-11-21T03:51:16Z'],
    ['!!str 5', '5'],
    ['{1: a, true: b, ~: c}', { '1': 'a', true: 'b', null: 'c' }],
    ['!!omap [b: 1, a: 2]', { b: 1, a: 2 }],
    ['{<<: {a: 1, b: 2}, b: 3}', { a: 1, b: 3 }],
    ['{<<: [{a: 1}, {a: 2, c: 3}], b: 3}', { a: 1, b: 3, c: 3 }],
    ['[&x 1, &x 2, *x]', [1, 2, 2]],
    ['|-\n  a\n  b', 'a\nb'],
  ]
  for (const [yaml, value] of scalars) {
    test(`${JSON.stringify(yaml)} is ${JSON.stringify(value)}`, () => {
      const [report] = parseYaml(`${stringify(NEW_STYLE)}extra: ${yaml}\n`)
      assert.deepEqual(report?.document.extra, value)
    })
  }
})
