import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext, ExitCode } from './command-context.ts'
import { command } from './flavor.ts'

interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: ExitCode
  readonly error: unknown
}

/** Runs `siegel flavor …`. With answers, a person at a terminal types them one line after the other. */
async function run(commandLine: string, answers?: readonly string[]): Promise<Outcome> {
  const stdin = Object.assign(new PassThrough(), { isTTY: answers !== undefined })
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  let exitCode: ExitCode = 0
  const context: CommandContext = {
    clock: () => new Date('2026-08-09T00:00:00Z'),
    environment: {},
    workingDirectory: '/nowhere',
    homeDirectory: '/nowhere',
    stdin,
    stdout,
    stderr,
    signal: new AbortController().signal,
    exit: (code) => {
      exitCode = code
    },
  }
  stdin.end((answers ?? []).map((answer) => `${answer}\n`).join(''))
  let error: unknown
  try {
    await command(context).parseAsync(commandLine.split(' '), { from: 'user' })
  } catch (caught) {
    error = caught
  }
  stdout.end()
  stderr.end()
  return { stdout: await text(stdout), stderr: await text(stderr), exitCode, error }
}

function assertCode({ error }: Outcome, code: string): CodedError {
  assert.ok(error instanceof CodedError, `expected ${code}, got ${error}`)
  assert.equal(error.code, code)
  return error
}

describe('siegel flavor parse', () => {
  test('names of every kind, and 1 because one is rejected', async () => {
    const outcome = await run('parse SCS-2V-4 SCS-02V-4.0 SCS-2V:4:20 m1 SCS-2V-4-1.5n')
    assert.equal(
      outcome.stdout,
      `SCS-2V-4: accepted
SCS-02V-4.0: accepted, better spelled SCS-2V-4
SCS-2V:4:20: tolerated in the spelling of v1, as v3 it is SCS-2V-4-20
m1: not an SCS name, the standard does not apply
SCS-2V-4-1.5n: rejected
  SCS-2V-4-1.5n
            ^ expected a disk letter (n, h, s, p), "_" and an extension, or the end of the name at character 11, found ".5n"
`,
    )
    assert.equal(outcome.exitCode, 1)
  })

  test('0 where nothing is rejected', async () => assert.equal((await run('parse SCS-2V:4 m1')).exitCode, 0))

  test('a strict syntax rejects the spelling of another version, though it is understood', async () => {
    const outcome = await run('parse --syntax v3 SCS-2V:4')
    assert.match(outcome.stdout, /^SCS-2V:4: rejected, understood as v1, which is outlawed here\n/)
    assert.equal(outcome.exitCode, 1)
  })

  test('JSON says the same for programs', async () => {
    const outcome = await run('parse --json SCS-4V-16_i3 m1 SCS-2X')
    const [accepted, foreign, rejected] = JSON.parse(outcome.stdout) as Record<string, unknown>[]
    assert.equal(accepted?.canonical, 'SCS-4V-16_i3')
    assert.equal(accepted?.short, 'SCS-4V-16')
    assert.deepEqual(foreign, { name: 'm1', status: 'not-scs' })
    assert.deepEqual(rejected?.error, {
      syntax: 'v3',
      position: 5,
      expected: 'a CPU letter (C, T, V or L)',
      message: 'expected a CPU letter (C, T, V or L) at character 6, found "X"',
    })
    assert.equal(outcome.exitCode, 1)
  })

  test('a name cannot steer the terminal', async () => {
    const outcome = await run('parse SCS-2V\u001b[31m-4')
    assert.ok(!outcome.stdout.includes('\u001b'))
    assert.match(outcome.stdout, /SCS-2V�\[31m-4\n {8}\^/)
  })
})

describe('siegel flavor describe', () => {
  test('one line for each name', async () => {
    const { stdout } = await run('describe SCS-2V-4 SCS-1L:1')
    assert.equal(
      stdout,
      `SCS-2V-4: 2 vCPUs on generic x86-64 (shared), 4 GiB RAM
SCS-1L:1: 1 vCPU on generic x86-64 (heavily oversubscribed), 1 GiB RAM
`,
    )
  })

  test('a name without meaning is refused', async () => {
    assert.match(assertCode(await run('describe m1'), 'FLAVOR_NAME_INVALID').message, /SCS-/)
    assert.match(assertCode(await run('describe SCS-2V'), 'FLAVOR_NAME_INVALID').message, /at character 7/)
  })
})

describe('siegel flavor spec', () => {
  const SSD = {
    name: 'SCS-2V-4-20s',
    cpus: 2,
    ram: 4096,
    disk: 20,
    'scs:cpu-type': 'shared-core',
    'scs:disk0-type': 'ssd',
    'scs:name-v1': 'SCS-2V:4:20s',
    'scs:name-v2': 'SCS-2V-4-20s',
  }

  test('YAML and JSON hold the same rows, RAM in MiB', async () => {
    assert.deepEqual(parse((await run('spec SCS-2V:4:20s')).stdout), [SSD])
    assert.deepEqual(JSON.parse((await run('spec --json SCS-2V-4-20s')).stdout), [SSD])
  })

  test('all standard flavors at once', async () => {
    const rows = parse((await run('spec --standard all')).stdout) as { name: string }[]
    assert.equal(rows.length, 31)
    assert.ok(rows.some(({ name }) => name === 'SCS-16V-128'))
  })

  test('several names of one flavor become one row, and a disagreement is told', async () => {
    const { stdout, stderr } = await run('spec --merge SCS-2V-4 SCS-2T-4')
    const [row, ...more] = parse(stdout) as Record<string, unknown>[]
    assert.deepEqual(more, [])
    assert.equal(row?.name, 'SCS-2V-4')
    assert.equal(row?.['scs:cpu-type'], 'dedicated-thread')
    assert.match(stderr, /disagree on cpu type \(shared-core, dedicated-thread\)/)
  })

  test('no name at all is an error', async () => {
    assertCode(await run('spec'), 'FLAVOR_NAME_MISSING')
  })
})

describe('siegel flavor new', () => {
  test('from options alone, without a terminal', async () => {
    const { stdout } = await run('new --cpus 2 --cpu-type V --ram 4 --disk 20 --disk-type s')
    assert.equal(
      stdout,
      `name:        SCS-2V-4-20s
description: 2 vCPUs on generic x86-64 (shared), 4 GiB RAM, 20 GiB disk on local SSD
extra specs:
  scs:cpu-type=shared-core
  scs:disk0-type=ssd
  scs:name-v1=SCS-2V:4:20s
  scs:name-v2=SCS-2V-4-20s

openstack flavor create SCS-2V-4-20s \\
  --vcpus 2 \\
  --ram 4096 \\
  --disk 20 \\
  --property scs:cpu-type=shared-core \\
  --property scs:disk0-type=ssd \\
  --property scs:name-v1=SCS-2V:4:20s \\
  --property scs:name-v2=SCS-2V-4-20s
`,
    )
  })

  test('every option has its place in the name', async () => {
    const { stdout } = await run(
      'new --cpus 32 --cpu-type T --insecure-cpu --ram 127.5 --without-ecc --oversubscribed-ram --disk any --disks 2 ' +
        '--disk-type p --hypervisor bms --hardware-virtualisation --cpu z --cpu-generation 5 --cpu-frequency hh --gpu G ' +
        '--gpu-vendor N --gpu-generation u --gpu-units 80 --gpu-clock h --gpu-memory 144 --gpu-high-bandwidth --infiniband --json',
    )
    const { name, command: create } = JSON.parse(stdout) as { name: string; command: string }
    assert.equal(name, 'SCS-32Ti-127.5uo-2xp_bms_hwv_z5hh_GNu-80h-144h_ib')
    assert.match(create, /--ram 130560 --property/)
  })

  test('a person at the terminal is asked for the rest, and asked again after a wrong answer', async () => {
    const { stdout, stderr, error } = await run('new --cpus 2 --ram 4', [
      'X',
      '',
      'V', // kind of vCPU
      '', // insecure
      'no', // without ECC
      '', // oversubscribed
      '20',
      's',
      '', // number of disks
      'kvm',
      'yes', // hardware virtualisation
      'i',
      '3',
      '',
      'g',
      'N',
      'a',
      '', // units
      'yes', // InfiniBand
    ])
    assert.equal(error, undefined)
    assert.match(stdout, /^name: {8}SCS-2V-4-20s_kvm_hwv_i3_gNa_ib\n/)
    assert.equal(stderr.match(/Kind of vCPU/g)?.length, 3)
    assert.doesNotMatch(stderr, /Number of vCPUs|RAM in GiB|Video memory/)
  })

  test('nobody is asked without a terminal', async () => {
    const outcome = await run('new --cpus 2 --gpu G')
    assert.match(assertCode(outcome, 'FLAVOR_ANSWER_MISSING').message, /--cpu-type, --ram, --gpu-vendor$/)
    assert.equal(outcome.stderr, '')
  })

  test('the end of the input is no answer', async () => {
    assertCode(await run('new', ['2', 'V']), 'FLAVOR_ANSWER_MISSING')
  })

  const wrong: readonly [string, string][] = [
    ['--cpus 0', '--cpus'],
    ['--ram 1.3', '--ram'],
    ['--ram 0', '--ram'],
    ['--disk 1.5', '--disk'],
    ['--disk-type s', '--disk-type'],
    ['--cpu i --cpu-generation 7', '--cpu-generation'],
    ['--gpu G --gpu-vendor N --gpu-generation 3', '--gpu-generation'],
    ['--gpu G --gpu-vendor N --gpu-memory 3', '--gpu-memory'],
  ]
  for (const [options, place] of wrong) {
    test(`${options} is refused`, async () => {
      // The last of two equal options counts.
      const outcome = await run(`new --cpus 1 --cpu-type V --ram 1 ${options}`)
      assert.equal(assertCode(outcome, 'FLAVOR_ANSWER_INVALID').place, place)
    })
  }
})
