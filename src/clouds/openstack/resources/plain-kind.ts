import { z } from 'zod'
import { CloudError } from '../cloud-error.ts'
import type { ServiceApi } from '../services.ts'
import { type NamedResource, PASSING_REFUSALS, type ResourceKind, type ResourceKindName } from './resource-kind.ts'

interface PlainKind {
  readonly kind: ResourceKindName
  readonly api: ServiceApi
  readonly path: string
  /** Where objects are listed with their names; `path` when absent. */
  readonly listPath?: string
  /** The key of one object in requests and answers, and of the list. */
  readonly singular: string
  readonly plural: string
  readonly prefix: ResourceKind['prefix']
  readonly isGoneAtOnce: boolean
  /** See `ResourceKind`; nothing when absent. */
  readonly mayNeed?: readonly ResourceKindName[]
  /** The field that holds our name; `name` when absent. */
  readonly nameField?: 'name' | 'description'
  /** See `ResourceKind`. */
  readonly isAbsenceHidden?: boolean
}

/** A kind that follows the habits of the OpenStack APIs. */
export function plainKind(plain: PlainKind): ResourceKind {
  const { api, isAbsenceHidden = false, isGoneAtOnce, kind, mayNeed = [], nameField = 'name', path } = plain
  const { plural, prefix, singular } = plain
  const itemSchema = z.object({ id: z.string(), [nameField]: z.string().nullish() })
  const createdSchema = z.object({ [singular]: z.object({ id: z.string().min(1).max(255) }) })
  const shownSchema = z.object({ [singular]: z.object({ status: z.string().nullish() }) })
  const absence = isAbsenceHidden ? [403, 404] : [404]
  const pathOf = (id: string) => `${path}/${encodeURIComponent(id)}`
  return {
    kind,
    api,
    path,
    prefix,
    isGoneAtOnce,
    isAbsenceHidden,
    mayNeed,
    idIn: (answer) => createdSchema.safeParse(answer).data?.[singular]?.id,
    async list(cloud, name, { signal }) {
      const query = name === undefined ? {} : { [nameField]: name }
      const items = await cloud.fetchList(api, plain.listPath ?? path, { collection: plural, query, signal })
      return z
        .array(itemSchema)
        .parse(items)
        .map((item): NamedResource => ({ id: String(item.id), name: item[nameField] ?? '' }))
        .filter((item) => name === undefined || item.name === name)
    },
    async state(cloud, { id }, { signal }) {
      const answer = await cloud.send(api, { method: 'GET', path: pathOf(id), accept: absence, signal })
      if (answer.status >= 400) return undefined
      const shown = shownSchema.safeParse(answer.body)
      if (shown.success) return shown.data[singular]?.status?.toLowerCase() ?? 'present'
      throw new CloudError({ class: 'provider-error', detail: `The cloud showed a ${kind} that cannot be understood.` })
    },
    remove: (cloud, { id }, { signal }) =>
      cloud.send(api, { method: 'DELETE', path: pathOf(id), accept: PASSING_REFUSALS, signal }),
  }
}
