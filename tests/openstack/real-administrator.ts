import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { BLOCK_STORAGE, COMPUTE, IDENTITY, IMAGE } from '#clouds/openstack/services.ts'

/** Undoes what was broken. */
export type Undo = () => Promise<unknown>

interface Named {
  readonly id: string
  readonly name: string
}

/** An administrator of the real test cloud who breaks one thing after another, and knows how to mend each. */
export function realAdministrator(cloud: OpenStackCloud) {
  async function idOf(list: readonly unknown[], name: string): Promise<string> {
    const found = (list as readonly Named[]).find((one) => one.name === name)
    if (found === undefined) throw new Error(`the test cloud has no ${name}`)
    return found.id
  }
  const flavorId = async (name: string) =>
    idOf(await cloud.fetchList(COMPUTE, '/flavors/detail', { collection: 'flavors' }), name)
  const imageId = async (name: string) =>
    idOf(await cloud.fetchList(IMAGE, '/images', { collection: 'images', query: { os_hidden: 'false' } }), name)

  async function extraSpecsOf(id: string): Promise<Record<string, string>> {
    const { extra_specs } = (await cloud.fetch(COMPUTE, `/flavors/${id}/os-extra_specs`)) as {
      extra_specs: Record<string, string>
    }
    return extra_specs
  }

  const putExtraSpecs = (id: string, specs: Record<string, string>) =>
    cloud.send(COMPUTE, { method: 'POST', path: `/flavors/${id}/os-extra_specs`, body: { extra_specs: specs } })

  async function patchImage(id: string, changes: readonly object[]): Promise<void> {
    await cloud.send(IMAGE, {
      method: 'PATCH',
      path: `/images/${id}`,
      body: changes,
      contentType: 'application/openstack-images-v2.1-json-patch',
    })
  }

  return {
    async setExtraSpec(flavor: string, key: string, value: string): Promise<Undo> {
      const id = await flavorId(flavor)
      const before = (await extraSpecsOf(id))[key]
      await putExtraSpecs(id, { [key]: value })
      if (before !== undefined) return () => putExtraSpecs(id, { [key]: before })
      return () => cloud.send(COMPUTE, { method: 'DELETE', path: `/flavors/${id}/os-extra_specs/${key}` })
    },

    async removeExtraSpec(flavor: string, key: string): Promise<Undo> {
      const id = await flavorId(flavor)
      const before = (await extraSpecsOf(id))[key] ?? ''
      await cloud.send(COMPUTE, { method: 'DELETE', path: `/flavors/${id}/os-extra_specs/${key}` })
      return () => putExtraSpecs(id, { [key]: before })
    },

    async createFlavor(name: string, vcpus: number, ram: number, disk: number): Promise<Undo> {
      const { body } = await cloud.send(COMPUTE, {
        method: 'POST',
        path: '/flavors',
        body: { flavor: { name, vcpus, ram, disk } },
      })
      const { id } = (body as { flavor: Named }).flavor
      return () => cloud.send(COMPUTE, { method: 'DELETE', path: `/flavors/${id}` })
    },

    /** Nova cannot change a flavor: it is deleted, and made again with other figures under the same name. */
    async replaceFlavor(name: string, figures: { vcpus: number; ram: number; disk: number } | null): Promise<Undo> {
      const flavors = (await cloud.fetchList(COMPUTE, '/flavors/detail', {
        collection: 'flavors',
      })) as readonly (Named & {
        vcpus: number
        ram: number
        disk: number
      })[]
      const old = flavors.find((one) => one.name === name)
      if (old === undefined) throw new Error(`the test cloud has no flavor ${name}`)
      const specs = await extraSpecsOf(old.id)
      const make = async (wanted: { vcpus: number; ram: number; disk: number }) => {
        const { body } = await cloud.send(COMPUTE, {
          method: 'POST',
          path: '/flavors',
          body: { flavor: { name, vcpus: wanted.vcpus, ram: wanted.ram, disk: wanted.disk } },
        })
        const { id } = (body as { flavor: Named }).flavor
        if (Object.keys(specs).length > 0) await putExtraSpecs(id, specs)
        return id
      }
      const remove = (id: string) => cloud.send(COMPUTE, { method: 'DELETE', path: `/flavors/${id}` })
      await remove(old.id)
      const other = figures === null ? null : await make(figures)
      return async () => {
        if (other !== null) await remove(other)
        await make(old)
      }
    },

    async setImageProperty(image: string, property: string, value: string | number | boolean | null): Promise<Undo> {
      const id = await imageId(image)
      const before = ((await cloud.fetch(IMAGE, `/images/${id}`)) as Record<string, unknown>)[property]
      const path = `/${property}`
      if (value === null) {
        await patchImage(id, [{ op: 'remove', path }])
        return () => patchImage(id, [{ op: 'add', path, value: before }])
      }
      await patchImage(id, [{ op: before === undefined ? 'add' : 'replace', path, value }])
      return () =>
        patchImage(id, before === undefined ? [{ op: 'remove', path }] : [{ op: 'replace', path, value: before }])
    },

    async describeVolumeType(name: string, description: string): Promise<Undo> {
      const types = (await cloud.fetchList(BLOCK_STORAGE, '/types', {
        collection: 'volume_types',
      })) as readonly (Named & {
        description: string | null
      })[]
      const type = types.find((one) => one.name === name)
      if (type === undefined) throw new Error(`the test cloud has no volume type ${name}`)
      const put = (text: string | null) =>
        cloud.send(BLOCK_STORAGE, {
          method: 'PUT',
          path: `/types/${type.id}`,
          body: { volume_type: { description: text } },
        })
      await put(description)
      return () => put(type.description)
    },

    /** Takes a service out of the catalogue, as an administrator does who forgot that somebody needs it. */
    async disableService(type: string): Promise<Undo> {
      const { services } = (await cloud.fetch(IDENTITY, '/services', { query: { type } })) as {
        services: readonly Named[]
      }
      const [service] = services
      if (service === undefined) throw new Error(`the test cloud has no service of type ${type}`)
      const put = (enabled: boolean) =>
        cloud.send(IDENTITY, { method: 'PATCH', path: `/services/${service.id}`, body: { service: { enabled } } })
      await put(false)
      return () => put(true)
    },

    async stopBackups(): Promise<Undo> {
      const { services } = (await cloud.fetch(BLOCK_STORAGE, '/os-services', {
        query: { binary: 'cinder-backup' },
      })) as {
        services: readonly { host: string }[]
      }
      const [service] = services
      if (service === undefined) throw new Error('the test cloud has no cinder-backup')
      const put = (verb: 'disable' | 'enable') =>
        cloud.send(BLOCK_STORAGE, {
          method: 'PUT',
          path: `/os-services/${verb}`,
          body: { binary: 'cinder-backup', host: service.host },
        })
      await put('disable')
      return () => put('enable')
    },
  }
}

export type RealAdministrator = ReturnType<typeof realAdministrator>
