import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { journalDirectory } from '#clouds/journal/journal-directory.ts'
import { connectOpenStack, type OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { BACKUP, VOLUME } from '#clouds/openstack/resources/volume-kinds.ts'
import { bundledScope } from '#commands/bundled-scopes.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { SILENT_PROGRESS } from '#suite/print/progress.ts'
import { runCheck } from '#suite/run-check.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'
import { runSiegel } from '../run-siegel.ts'
import { type RealAdministrator, realAdministrator, type Undo } from './real-administrator.ts'

/**
 * A real OpenStack without planted flaws is broken by hand, one thing after another; each time exactly the expected
 * testcases turn. SIEGEL_TEST_CLOUDS_YAML names its clouds.yaml with the entries conformance and conformance-admin.
 */
const cloudsYaml = process.env.SIEGEL_TEST_CLOUDS_YAML
if (!cloudsYaml) throw new Error('SIEGEL_TEST_CLOUDS_YAML does not name the clouds.yaml of a real OpenStack')
const environment = { OS_CLIENT_CONFIG_FILE: cloudsYaml }
const clock = () => new Date()

interface Break {
  readonly name: string
  break(admin: RealAdministrator): Promise<Undo>
  /** The testcases that no longer pass; all others keep their verdict. */
  readonly turns: readonly string[]
}

const IMAGE = 'Debian 12'
const imageBreak = (name: string, property: string, value: string | number | null, ...turns: string[]): Break => ({
  name,
  break: (admin) => admin.setImageProperty(IMAGE, property, value),
  turns,
})

const BREAKS: readonly Break[] = [
  {
    name: 'a standard flavor with too much RAM',
    break: (admin) => admin.replaceFlavor('SCS-1V-8', { vcpus: 1, ram: 8193, disk: 0 }),
    turns: ['scs-0103-flavor-1v-8'],
  },
  {
    name: 'a standard flavor with too little RAM',
    break: (admin) => admin.replaceFlavor('SCS-2V-16', { vcpus: 2, ram: 16_000, disk: 0 }),
    turns: ['scs-0100-semantics-check', 'scs-0103-flavor-2v-16', 'siegel-0100-extra-specs'],
  },
  {
    name: 'a standard flavor that is gone',
    break: (admin) => admin.replaceFlavor('SCS-4V-16', null),
    turns: ['scs-0103-flavor-4v-16'],
  },
  {
    name: 'a standard flavor that lies about its vCPUs',
    break: (admin) => admin.setExtraSpec('SCS-1V-4', 'scs:cpu-type', 'crowded-core'),
    turns: ['scs-0103-flavor-1v-4', 'siegel-0100-extra-specs'],
  },
  {
    name: 'a standard flavor without its old name',
    break: (admin) => admin.removeExtraSpec('SCS-2V-8', 'scs:name-v1'),
    turns: ['scs-0103-flavor-2v-8'],
  },
  {
    name: 'a flavor without disk that says which disk it has',
    break: (admin) => admin.setExtraSpec('SCS-1V-2', 'scs:disk0-type', 'ssd'),
    turns: ['scs-0103-flavor-1v-2'],
  },
  {
    name: 'a flavor that promises more than it has',
    break: (admin) => admin.createFlavor('SCS-2C-16', 2, 8_192, 0),
    turns: ['scs-0100-semantics-check'],
  },
  {
    name: 'a flavor with an impossible name',
    break: (admin) => admin.createFlavor('SCS-2Q-4', 2, 4_096, 0),
    turns: ['scs-0100-syntax-check'],
  },
  imageBreak(
    'an image without architecture',
    'architecture',
    null,
    'scs-0102-prop-architecture',
    'siegel-0104-v2-debian-previous',
  ),
  imageBreak('an image that demands no memory', 'min_ram', 0, 'scs-0102-prop-min_ram'),
  imageBreak('an image that demands no disk', 'min_disk', 0, 'scs-0102-prop-min_disk'),
  imageBreak('an image without a disk bus', 'hw_disk_bus', null, 'scs-0102-prop-hw_disk_bus'),
  imageBreak('an image built in the future', 'image_build_date', '2099-01-01', 'scs-0102-prop-image_build_date'),
  imageBreak('an image without a user', 'image_original_user', null, 'scs-0102-prop-image_original_user'),
  imageBreak('an image without a description', 'image_description', null, 'scs-0102-prop-image_description'),
  imageBreak('an image replaced sometimes', 'replace_frequency', 'sometimes', 'scs-0102-prop-replace_frequency'),
  imageBreak('an image provided until soon', 'provided_until', 'soon', 'scs-0102-prop-provided_until'),
  imageBreak('an image whose id is valid for a while', 'uuid_validity', 'a while', 'scs-0102-prop-uuid_validity'),
  imageBreak(
    'an image for a server',
    'os_purpose',
    'server',
    'scs-0102-prop-os_purpose',
    'siegel-0104-v2-debian-previous',
  ),
  imageBreak(
    'an image from somewhere',
    'image_source',
    'somewhere',
    'scs-0102-prop-image_source',
    'scs-0104-source-debian-12',
    'siegel-0104-v2-source-generic',
  ),
  imageBreak(
    'an image of no version',
    'os_version',
    null,
    'scs-0102-prop-os_version',
    'siegel-0104-v2-debian-previous',
  ),
  imageBreak(
    'an image of a capital Debian',
    'os_distro',
    'Debian',
    'scs-0102-prop-os_distro',
    'siegel-0104-v2-debian-previous',
  ),
  imageBreak('an image under a word processor', 'hypervisor_type', 'vbox', 'scs-0102-prop-hypervisor_type'),
  imageBreak('an image with a slow promise', 'hotfix_hours', 'soon', 'scs-0102-prop-hotfix_hours'),
  {
    name: 'the mandatory image is hidden',
    break: (admin) => admin.setImageProperty('Ubuntu 24.04', 'os_hidden', true),
    turns: ['scs-0104-image-ubuntu-2404', 'siegel-0104-v2-ubuntu-previous'],
  },
  {
    name: 'two generic images of one release',
    break: (admin) => admin.setImageProperty('Ubuntu 22.04', 'os_version', '24.04'),
    turns: ['scs-0102-os_purpose-uniqueness', 'siegel-0104-v2-source-generic'],
  },
  {
    name: 'a volume type with its aspects in the wrong order',
    break: (admin) => admin.describeVolumeType('scs-encrypted-replicated', '[scs:replicated, encrypted] both'),
    turns: ['scs-0114-syntax-check'],
  },
  ...(
    [
      ['load-balancer', 'scs-0123-service-load-balancer'],
      ['placement', 'scs-0123-service-placement'],
      ['object-store-s3', 'scs-0123-service-s3'],
      ['key-manager', 'scs-0116-presence'],
    ] as const
  ).map(
    ([type, testcase]): Break => ({
      name: `${type} is not in the catalogue`,
      break: (admin) => admin.disableService(type),
      turns: [testcase],
    }),
  ),
]

describe('a real OpenStack, broken by hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-broken-'))
  let cloud: OpenStackCloud
  let admin: RealAdministrator
  let baseline: ReadonlyMap<string, string>

  before(async () => {
    cloud = await connectOpenStack(configOf('conformance-admin'), { environment })
    admin = realAdministrator(cloud)
    baseline = await verdicts(['*'], ['light'])
    assert.equal(baseline.get('scs-0100-semantics-check'), 'PASS', 'the cloud has planted flaws: mend it first')
  })

  after(async () => {
    await cloud.close()
    rmSync(folder, { recursive: true })
  })

  for (const { name, break: breakIt, turns } of BREAKS) {
    test(`${name}: exactly ${turns.join(', ')}`, async () => {
      const undo = await breakIt(admin)
      try {
        assert.deepEqual(differences(baseline, await verdicts(['*'], ['light'])), turns.toSorted())
      } finally {
        await undo()
      }
    })
  }

  test('mended again, every verdict is what it was', async () => {
    assert.deepEqual(differences(baseline, await verdicts(['*'], ['light'])), [])
  })

  test('with the backup service disabled, the backup fails and stays, and is told; enabled again, `clean` removes it', async () => {
    const others = await ourNames()
    const left = async () => (await ourNames()).filter((name) => !others.includes(name))
    const undo = await admin.stopBackups()
    try {
      const { cleanUp, judgements } = await check(['scs-0117-*'], [])
      assert.equal(judgements.get('scs-0117-test-backup')?.verdict, 'FAIL')
      // Cinder refuses to delete backups without the service; everything else goes.
      const told = cleanUp?.leftovers.map(({ kind, problem }) => `${kind}: ${problem}`) ?? []
      assert.equal(told.length, 1, told.join('\n'))
      assert.match(told[0] ?? '', /^backup: .*still there.*refused: 404 .*cinder-backup/)
      assert.deepEqual(
        await ourNames(),
        cleanUp?.leftovers.map(({ name }) => name),
      )
    } finally {
      await undo()
    }
    const environmentOfClean = { ...environment, XDG_STATE_HOME: folder }
    const clean = await runSiegel(['clean', '--os-cloud', 'conformance'], { environment: environmentOfClean })
    assert.equal(clean.exitCode, 0, clean.stdout + clean.stderr)
    assert.deepEqual(await left(), [])
    assert.equal((await verdicts(['scs-0117-*'], [])).get('scs-0117-test-backup'), 'PASS')
    assert.deepEqual(await left(), [])
  })

  /** Volumes and backups in the project whose names are like ours. */
  async function ourNames(): Promise<string[]> {
    const member = await connectOpenStack(configOf('conformance'), { environment })
    try {
      const lists = await Promise.all([BACKUP, VOLUME].map((kind) => kind.list?.(member, undefined, {}) ?? []))
      return lists.flatMap((list) => list.map(({ name }) => name)).filter((name) => name.startsWith(VOLUME.prefix))
    } finally {
      await member.close()
    }
  }

  function configOf(entry: string) {
    return readCloudsYaml({ environment, workingDirectory: folder, homeDirectory: folder, cloud: entry })
  }

  async function verdicts(patterns: string[], sections: ['light'] | []): Promise<Map<string, string>> {
    const { judgements } = await check(patterns, sections)
    return new Map([...judgements].map(([id, { verdict }]) => [id, verdict]))
  }

  function check(patterns: string[], sections: ['light'] | []): Promise<CheckRun> {
    const scope = bundledScope('iaas')
    return runCheck({
      subject: 'test-cloud',
      scope,
      selection: selectTestcases({
        scope,
        at: clock(),
        testcases: testcasesOfLayer(TESTCASES, 'iaas'),
        versions: [],
        patterns,
        sections,
      }),
      config: configOf('conformance'),
      clock,
      environment,
      signal: new AbortController().signal,
      showSteps: () => SILENT_PROGRESS,
      journalDirectory: journalDirectory({ XDG_STATE_HOME: folder }, folder),
    })
  }
})

function differences(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...now].filter(([id, verdict]) => before.get(id) !== verdict).map(([id]) => id)
}
