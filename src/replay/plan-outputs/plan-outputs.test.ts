import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parse } from 'yaml'
import { FACT_SCHEMAS } from '#facts/facts.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import { examplePlan, HOSTILE_NAME } from '../example-plan.ts'
import { flavorManagerFile } from './flavor-manager-file.ts'
import { imageManagerFile } from './image-manager-file.ts'
import { markdownPlan } from './markdown-plan.ts'
import { openstackScript } from './openstack-commands.ts'
import { opentofuFile } from './opentofu-file.ts'
import { PLAN_FORMATS, writePlan } from './write-plan.ts'

const FLAVOR: Flavor = {
  id: '--help',
  name: HOSTILE_NAME,
  vcpus: 1,
  ramMiB: 4096,
  diskGiB: 0,
  isPublic: true,
  isDisabled: false,
  extraSpecs: { 'scs:disk0-type': 'ssd', expression: 'file("/etc/passwd")' },
}
const FACTS = {
  flavors: [FLAVOR],
  providedImages: [healthyImage({ id: '--help', name: HOSTILE_NAME })],
  volumeTypes: [{ id: '--help', name: HOSTILE_NAME, description: null, isPublic: true }],
}

/** The words that begin a line of Markdown, HCL or a script, comments and what is quoted over several lines aside. */
function beginnings(text: string): Set<string> {
  return new Set(text.split('\n').map((line) => line.trim().split(/[\s(]/)[0] ?? ''))
}

describe('a plan about objects with hostile names', () => {
  test('the facts are such as a cloud may have', () => {
    for (const [name, value] of Object.entries(FACTS)) FACT_SCHEMAS[name as keyof typeof FACTS].parse(value)
  })

  for (const format of PLAN_FORMATS) {
    test(`no control character gets into the format ${format}`, () => {
      assert.doesNotMatch(writePlan(examplePlan(), format, FACTS), /(?!\n)\p{Cc}/u)
    })
  }

  describe('as a script', () => {
    let folder: string
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'plan-'))
      const program = join(folder, 'openstack')
      writeFileSync(
        program,
        `#!/bin/sh\nprintf '%s\\036' "$@" >> '${folder}/calls'; printf '\\035' >> '${folder}/calls'\n`,
      )
      chmodSync(program, 0o755)
    })
    after(() => rmSync(folder, { recursive: true }))

    function run(script: string): string[][] {
      rmSync(join(folder, 'calls'), { force: true })
      const environment = { PATH: `${folder}:${process.env.PATH ?? ''}` }
      execFileSync('sh', ['-s'], { input: script, env: environment, stdio: ['pipe', 'ignore', 'pipe'] })
      const calls = readFileSync(join(folder, 'calls'), 'utf8').split('\u001D').slice(0, -1)
      return calls.map((call) => call.split('\u001E').slice(0, -1))
    }

    test('it stops before the first call while something is not filled in', () => {
      assert.throws(() => run(openstackScript(examplePlan())), /STEP_04_IMAGE_SOURCE: fill it in/)
      assert.ok(!existsSync(join(folder, 'calls')))
    })

    test('every call gets exactly the arguments that are meant, and nothing else is called', () => {
      const filled = openstackScript(examplePlan()).replace(/^(STEP_\w+)=''$/gm, "$1='filled $HOME'")
      const asked = 'filled $HOME'
      const note = `x:note=${HOSTILE_NAME}`
      const figures = ['--vcpus', '1', '--ram', '4096', '--disk', '0', '--public']
      const specs = ['--property', 'scs:name-v2=SCS-1V-4', '--property', note]
      assert.deepEqual(run(filled), [
        ['flavor', 'create', ...figures, ...specs, 'SCS-1V-4'],
        ['flavor', 'delete', '--', '--help'],
        ['flavor', 'create', ...figures, ...specs, HOSTILE_NAME],
        ['flavor', 'unset', '--property', 'scs:disk0-type', '--', '--help'],
        ['flavor', 'set', '--property', 'scs:cpu-type=shared-core', '--', '--help'],
        [
          'image',
          'set',
          '--min-disk',
          '8',
          '--property',
          'os_version=24.04',
          '--property',
          `image_source=${asked}`,
          '--',
          '--help',
        ],
        ['image', 'set', `--name=${HOSTILE_NAME}`, '--', '--help'],
        ['image', 'set', '--unhidden', '--', '--help'],
        [
          ...['image', 'create', '--public', '--disk-format', 'qcow2', '--container-format', 'bare', `--file=${asked}`],
          ...['--min-disk', asked, '--property', 'os_distro=debian', '--property', 'os_version=13'],
          ...['--property', `image_source=${asked}`, '--property', 'provided_until=2029-05-31', 'Debian 13'],
        ],
        ['volume', 'type', 'set', `--description=[scs:encrypted]${HOSTILE_NAME}`, '--', '--help'],
        ['default', 'security', 'group', 'rule', 'delete', '--', '--help'],
        ['service', 'create', '--name=octavia', 'load-balancer'],
        ['endpoint', 'create', '--region=RegionOne', 'load-balancer', 'public', asked],
      ])
      assert.ok(!existsSync('/tmp/pwned'))
    })
  })

  test('for openstack-flavor-manager it is YAML with texts as texts', () => {
    const text = flavorManagerFile(examplePlan(), FACTS.flavors)
    const file = parse(text, { version: '1.1' })
    const flavor = { cpus: 1, ram: 4096, disk: 0, public: true }
    const specs = { 'scs:name-v2': 'SCS-1V-4', 'x:note': HOSTILE_NAME }
    assert.deepEqual(file.mandatory, [
      { name: 'SCS-1V-4', ...flavor, ...specs },
      { name: HOSTILE_NAME, ...flavor, ...specs },
      { name: HOSTILE_NAME, ...flavor, 'scs:cpu-type': 'shared-core' },
    ])
    assert.match(text, /^# Before: take the extra spec scs:disk0-type away/m)
  })

  test('for openstack-image-manager it is YAML with texts as texts and with what is to be filled in', () => {
    const { images } = parse(imageManagerFile(examplePlan(), FACTS.providedImages), { version: '1.1' })
    assert.deepEqual(images[0], {
      name: HOSTILE_NAME,
      min_disk: 8,
      meta: { os_version: '24.04' },
      versions: [{ url: `FILL IN (STEP_04_IMAGE_SOURCE): ${HOSTILE_NAME}` }],
    })
    assert.equal(images[1].name, 'Debian 13')
    assert.deepEqual(images[1].meta, { os_distro: 'debian', os_version: '13', provided_until: '2029-05-31' })
    assert.equal(images[1].versions[0].url, 'FILL IN (STEP_07_IMAGE_SOURCE): the URL')
  })

  test('for OpenTofu nothing in the names is evaluated or ends a text, and every line begins as it should', () => {
    const text = opentofuFile(examplePlan(), FACTS)
    const code = text.split('\n').filter((line) => !line.startsWith('#'))
    assert.doesNotMatch(code.join('\n'), /[$%]\{/)
    const allowed = ['', 'terraform', 'required_providers', 'openstack', 'source', '}', 'variable', 'type']
    allowed.push('description', 'resource', 'import', 'to', 'id', 'name', 'vcpus', 'ram', 'disk', 'is_public')
    allowed.push('extra_specs', 'lifecycle', 'ignore_changes', 'container_format', 'disk_format', 'visibility')
    allowed.push('min_disk_gb', 'image_source_url', 'properties', 'service_id', 'interface', 'endpoint_region', 'url')
    const lines = code.filter((line) => !/^ {4}"/.test(line))
    const unknown = [...beginnings(lines.join('\n'))].filter((word) => !allowed.includes(word))
    assert.deepEqual(unknown, [])
    assert.match(text, /^ {4}"expression" = "file\(\\"\/etc\/passwd\\"\)"$/m)
  })

  test('as Markdown the names are neither markup nor mentions', () => {
    const text = markdownPlan(examplePlan())
    const outsideCode = text.replace(/^(`{3,})sh\n[\s\S]*?\n\1$/gm, '')
    assert.doesNotMatch(outsideCode, /(?<!\\)<b>|@all|#1/)
    assert.equal(text.match(/^## step-/gm)?.length, 10)
  })
})
