import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { USUAL_SETTINGS } from '#probes/probe-settings.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { parsePresets } from './parse-presets.ts'
import { presetsJsonSchema } from './presets-json-schema.ts'

const PLACE = { file: '/home/anna/clouds/siegel.yaml', homeDirectory: '/home/anna' }

const WHOLE = `
subjects:
  gx-scs:
    os_cloud: gx-scs-appcred
    region: RegionOne
    scope_versions: [v5.1]
    testcases: ['scs-0100-*']
    sections: [light, medium]
    call_limit: 20
    run_limit: 300
    settings:
      limits: {backup: 500, boot: 60}
      mirrors: {debian: 'http://mirror.example/debian', ubuntu: null}
      name_servers: [10.0.0.53]
      provider_projects: [a1b2]
      domain_managers: [manager-1, manager-2]
  small: {os_cloud: small}
parallel: 3
run_limit: 900
report_directory: reports
key: ~/.ssh/siegel
submit: https://monitor.example
`

describe('presets', () => {
  test('bring everything that a run against each subject needs', () => {
    const presets = parsePresets(WHOLE, PLACE)
    assert.deepEqual([...presets.subjects.keys()], ['gx-scs', 'small'])
    assert.deepEqual(presets.subjects.get('gx-scs'), {
      subject: 'gx-scs',
      osCloud: 'gx-scs-appcred',
      cluster: null,
      region: 'RegionOne',
      scopeVersions: ['v5.1'],
      testcases: ['scs-0100-*'],
      sections: ['light', 'medium'],
      callLimitSeconds: 20,
      runLimitSeconds: 300,
      settings: {
        probes: {
          ...USUAL_SETTINGS,
          backupLimitSeconds: 500,
          entropy: {
            ...USUAL_SETTINGS.entropy,
            bootLimitSeconds: 60,
            mirrors: { ...USUAL_SETTINGS.entropy.mirrors, debian: 'http://mirror.example/debian', ubuntu: null },
            nameServers: ['10.0.0.53'],
          },
          providerProjects: ['a1b2'],
        },
        domainManagers: ['manager-1', 'manager-2'],
      },
    })
    assert.equal(presets.subjects.get('small')?.runLimitSeconds, 900)
    assert.deepEqual(presets.subjects.get('small')?.settings.probes, USUAL_SETTINGS)
    assert.equal(presets.reportDirectory, '/home/anna/clouds/reports')
    assert.equal(presets.key, '/home/anna/.ssh/siegel')
    assert.equal(presets.parallel, 3)
  })

  for (const { sentence, text, line, says } of [
    { sentence: 'no subjects', text: 'parallel: 2\n', line: 1, says: /subjects: is missing/ },
    { sentence: 'an empty list of subjects', text: 'subjects: {}\n', line: 1, says: /must name a subject/ },
    {
      sentence: 'a subject without cloud',
      text: 'subjects:\n  a: {}\n',
      line: 2,
      says: /subjects\.a: needs os_cloud, or kubeconfig or context/,
    },
    {
      sentence: 'an unknown key',
      text: 'subjects:\n  a:\n    os_cloud: a\n    password: x\n',
      line: 4,
      says: /subjects\.a\.password: unknown key/,
    },
    {
      sentence: 'a section that does not exist',
      text: 'subjects:\n  a:\n    os_cloud: a\n    sections: [light, cheap]\n',
      line: 4,
      says: /sections\.1/,
    },
    {
      sentence: 'a subject that is cloud and cluster',
      text: 'subjects:\n  a: {os_cloud: a, context: b}\n',
      line: 2,
      says: /either a cloud .* or a cluster/,
    },
    {
      sentence: 'a group of clouds',
      text: 'subjects:\n  a: {os_cloud: a, group: b}\n',
      line: 2,
      says: /clusters only/,
    },
    { sentence: 'a path as subject', text: 'subjects:\n  ../a: {os_cloud: a}\n', line: 2, says: /must be a subject/ },
    {
      sentence: 'a monitor without key',
      text: 'subjects: {a: {os_cloud: a}}\nsubmit: https://monitor.example\n',
      line: 2,
      says: /submit: .*key is needed/,
    },
    {
      sentence: 'a monitor that is a file',
      text: 'subjects: {a: {os_cloud: a}}\nkey: k\nsubmit: file:///etc/passwd\n',
      line: 3,
      says: /submit: must be an http or https URL/,
    },
    { sentence: 'no YAML', text: 'subjects: [\n', line: 2, says: /./ },
    {
      sentence: 'the same subject twice',
      text: 'subjects:\n  a: {os_cloud: a}\n  a: {os_cloud: b}\n',
      line: 3,
      says: /unique/,
    },
  ]) {
    test(`with ${sentence} are refused with line and column`, () => {
      assert.throws(
        () => parsePresets(text, PLACE),
        (error) => {
          assert.ok(error instanceof CodedError)
          assert.equal(error.code, 'SUITE_PRESETS_INVALID')
          assert.match(error.message, new RegExp(`^${PLACE.file}:${line}:\\d+: `, 'm'))
          assert.match(error.message, says)
          return true
        },
      )
    })
  }

  test('have a published schema that is the one in use', () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL('../../../docs/siegel.schema.json', import.meta.url), 'utf8'),
    )
    assert.deepEqual(published, JSON.parse(JSON.stringify(presetsJsonSchema())))
  })
})
