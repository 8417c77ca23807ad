import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { describe, test } from 'node:test'
import { parsePresets } from '#suite/presets/parse-presets.ts'
import { type CheckOptions, validateOptions, withPreset } from './check-options.ts'
import { subjectArguments } from './check-several-subjects.ts'
import { probeSettings } from './probe-options.ts'

const NONE: CheckOptions = { scopeVersion: [], testcase: [], section: [] }

const PRESETS = parsePresets(
  `
subjects:
  one:
    os_cloud: cloud-one
    region: RegionTwo
    scope_versions: [v5.1]
    sections: [light]
    run_limit: 60
    settings: {mirrors: {ubuntu: null}, provider_projects: [p1], domain_managers: [m1, m2]}
`,
  { file: '/work/siegel.yaml', homeDirectory: '/root' },
)

describe('options of a check', () => {
  test('come from the preset where the command line is silent', () => {
    const options = withPreset(NONE, PRESETS.subjects.get('one'))
    assert.deepEqual(options, {
      osCloud: 'cloud-one',
      region: 'RegionTwo',
      scopeVersion: ['v5.1'],
      testcase: [],
      section: ['light'],
      domainManager: ['m1', 'm2'],
      runLimit: 60,
    })
    const settings = probeSettings(options, PRESETS.subjects.get('one')?.settings.probes)
    assert.deepEqual([settings.entropy.mirrors.ubuntu, settings.providerProjects], [null, ['p1']])
  })

  test('come from the command line where both speak', () => {
    const said = { ...NONE, osCloud: 'other', scopeVersion: ['v5.0'], runLimit: 5, ubuntuMirror: 'http://m.example/' }
    const options = withPreset(said, PRESETS.subjects.get('one'))
    assert.deepEqual([options.osCloud, options.scopeVersion, options.runLimit], ['other', ['v5.0'], 5])
    const settings = probeSettings(options, PRESETS.subjects.get('one')?.settings.probes)
    assert.equal(settings.entropy.mirrors.ubuntu, 'http://m.example/')
  })

  test('are handed on to the run against each of several subjects', () => {
    const options = {
      ...NONE,
      layer: 'iaas' as const,
      subjects: 'one',
      testcase: ['scs-01*'],
      ubuntuMirror: null,
      html: 'pages/{subject}.html',
      junit: 'all.xml',
      reportDirectory: 'reports',
      key: 'key',
    }
    assert.deepEqual(subjectArguments('one', 60, options, PRESETS), [
      ...['check', 'iaas', '--json', '--subject', 'one', '--run-limit', '60', '--config', '/work/siegel.yaml'],
      ...['--testcase', 'scs-01*', '--ubuntu-mirror', 'image'],
      ...['--report', 'reports/one.yaml', '--facts', 'reports/one.facts.json'],
      ...['--html', 'pages/one.html', '--key', 'key'],
    ])
    assert.deepEqual(subjectArguments('two', 9, { layer: 'iaas', ...NONE, subjects: 'two' }, undefined).slice(-2), [
      '--os-cloud',
      'two',
    ])
  })

  for (const { sentence, options, says } of [
    { sentence: 'neither subject nor subjects', options: {}, says: /One of --subject and --subjects/ },
    { sentence: 'subject and subjects', options: { subject: 'a', subjects: 'a,b' }, says: /and not both/ },
    {
      sentence: 'one report for several',
      options: { subjects: 'a', report: 'r.yaml' },
      says: /--report is an option for/,
    },
    {
      sentence: 'one cloud for several',
      options: { subjects: 'a', osCloud: 'c' },
      says: /--os-cloud is an option for/,
    },
    {
      sentence: 'domain managers of one for several',
      options: { subjects: 'a', domainManager: ['m1', 'm2'] },
      says: /--domain-manager is an option for/,
    },
    {
      sentence: 'a folder for one',
      options: { subject: 'a', reportDirectory: 'd' },
      says: /--report-directory is an opt/,
    },
    {
      sentence: 'one page for several',
      options: { subjects: 'a', html: 'all.html' },
      says: /--html makes one file for each/,
    },
    { sentence: 'a monitor without key', options: { subject: 'a', submit: 'https://m.example' }, says: /needs --key/ },
    { sentence: 'a key without report', options: { subject: 'a', key: 'k' }, says: /no report to sign/ },
  ]) {
    test(`are refused with ${sentence}`, () => {
      assert.throws(() => validateOptions({ ...NONE, ...options }, tmpdir()), says)
    })
  }
})
