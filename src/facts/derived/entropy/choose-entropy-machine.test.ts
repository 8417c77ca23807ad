import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import { chooseEntropyFlavor } from './choose-entropy-flavor.ts'
import { chooseEntropyImage } from './choose-entropy-image.ts'
import { chooseEntropyMachine } from './choose-entropy-machine.ts'

const { vectors } = JSON.parse(readFileSync(new URL('../../../../tests/vectors/iaas.json', import.meta.url), 'utf8'))

function vectorsOf(wanted: string) {
  return vectors.filter(({ kind }: { kind: string }) => kind === wanted)
}

function flavor(name: string, changes: Partial<Flavor> = {}): Flavor {
  const figures = { vcpus: 1, ramMiB: 1024, diskGiB: 0 }
  return { id: name, name, ...figures, isPublic: true, isDisabled: false, extraSpecs: {}, ...changes }
}

const image = (name: string, changes: Readonly<Record<string, unknown>> = {}) =>
  healthyImage({ id: name, name, ...changes })
const debian = (name: string, changes: Readonly<Record<string, unknown>> = {}) =>
  image(name, { os_distro: 'debian', os_version: '13', ...changes })

describe('the image of the entropy test', () => {
  test('all vectors are here', () => assert.equal(vectorsOf('entropy_image_choice').length, 6))

  for (const { id, input, expected_python } of vectorsOf('entropy_image_choice')) {
    test(id, () => {
      // The vectors say nothing about purpose and architecture; absent, they exclude nothing.
      const bare = { os_purpose: undefined, architecture: undefined }
      const images = input.map((own: { name: string }) => image(own.name, { ...bare, ...own }))
      assert.equal(chooseEntropyImage(images, 'x86_64')?.name ?? null, expected_python)
    })
  }

  for (const [name, changes] of [
    ['that is queued', { status: 'queued' }],
    ['that is hidden', { os_hidden: true }],
    ['that is private', { visibility: 'private' }],
    ['for another processor', { architecture: 'aarch64' }],
    ['for Kubernetes nodes', { os_purpose: 'k8snode' }],
  ] as const) {
    test(`is never one ${name}, however new`, () => {
      assert.equal(chooseEntropyImage([debian('new', changes), image('old')], 'x86_64')?.name, 'old')
      assert.equal(chooseEntropyImage([debian('new', changes)], 'x86_64'), undefined)
    })
  }

  test('may be a minimal one', () => {
    assert.equal(chooseEntropyImage([debian('small', { os_purpose: 'minimal' })], 'x86_64')?.name, 'small')
  })
})

describe('the flavor of the entropy test', () => {
  test('all vectors are here', () => assert.equal(vectorsOf('entropy_flavor_choice').length, 4))

  for (const { id, input, expected_python } of vectorsOf('entropy_flavor_choice')) {
    test(id, () => {
      const flavors = input.flavors.map((own: Record<string, never>) =>
        flavor(String(own.name), {
          vcpus: Number(own.vcpus),
          ramMiB: Number(own.ram),
          diskGiB: Number(own.disk),
          extraSpecs: own.extra_specs ?? {},
        }),
      )
      // The reference raises an error where nothing fits.
      const expected = String(expected_python).startsWith('ERROR') ? undefined : expected_python
      assert.equal(chooseEntropyFlavor(flavors, input.min_ram, 'x86_64')?.name, expected)
    })
  }

  for (const [name, own] of [
    ['disabled', flavor('SCS-1V-1', { isDisabled: true })],
    ['of bare metal', flavor('SCS-1C-1_bms')],
    ['with a GPU', flavor('SCS-1V-1_GNa-14')],
    ['for Arm', flavor('SCS-1V-1_a')],
    ['for RISC-V', flavor('SCS-1V-1_r')],
  ] as const) {
    test(`is never one that is ${name}, however small`, () => {
      const big = flavor('SCS-8V-32', { vcpus: 8, ramMiB: 32_768 })
      assert.equal(chooseEntropyFlavor([own, big], 0, 'x86_64')?.name, 'SCS-8V-32')
    })
  }

  test('is the smallest also where the image says nothing about RAM, or nonsense', () => {
    const flavors = [flavor('big', { ramMiB: 4096 }), flavor('small')]
    for (const minRam of [null, undefined, 'much', {}]) {
      assert.equal(chooseEntropyFlavor(flavors, minRam, 'x86_64')?.name, 'small')
    }
  })

  test('is found also where extra specs are withheld', () => {
    assert.equal(chooseEntropyFlavor([flavor('plain', { extraSpecs: null })], 0, 'x86_64')?.name, 'plain')
  })
})

describe('image and flavor of the entropy test', () => {
  const arm = debian('arm', { architecture: 'aarch64' })

  test('go together on a cloud that has Arm only', () => {
    const machine = chooseEntropyMachine([arm], [flavor('SCS-1V-1_a')])
    assert.deepEqual([machine.image?.name, machine.flavor?.name], ['arm', 'SCS-1V-1_a'])
  })

  test('are of the common architecture where there are both', () => {
    const machine = chooseEntropyMachine([arm, image('x86')], [flavor('SCS-1V-1_a'), flavor('SCS-2V-4')])
    assert.deepEqual([machine.image?.name, machine.flavor?.name], ['x86', 'SCS-2V-4'])
  })

  test('are of Arm where no flavor fits the common image', () => {
    const machine = chooseEntropyMachine([image('x86'), arm], [flavor('SCS-1V-1_a')])
    assert.deepEqual([machine.image?.name, machine.flavor?.name], ['arm', 'SCS-1V-1_a'])
  })

  test('are missing one by one', () => {
    assert.deepEqual(chooseEntropyMachine([], [flavor('SCS-1V-1')]), { image: undefined, flavor: undefined })
    const { image: chosen, flavor: missing } = chooseEntropyMachine([image('x86')], [])
    assert.deepEqual([chosen?.name, missing], ['x86', undefined])
  })
})
