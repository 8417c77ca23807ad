import { VICTIM_IMAGE_NAME, wellDescribedImage } from '../content/images.ts'
import { type DefectFamily, defectFamily, type PracticeDefect } from '../practice-defect.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeRequest } from '../practice-exchange.ts'
import { INTERNAL_ADDRESS } from '../services/barbican.ts'
import { isList, LIST_NAMES, listFamily, parseObject, withNext } from './list-family.ts'

const LONG_NAME_BYTES = 10 * 2 ** 20
const BOMB_BYTES = 2 ** 30
const MANY_IMAGES = 10_000
const SKEW_SECONDS = 600
/** End of line, bell, erase screen, title of the terminal, and a mark that reverses the direction of writing. */
export const CONTROL_CHARACTERS = 'innocent\r\n\u0007\u001b[2J\u001b]0;owned\u0007\u202eevil\u0000'

/** Data with which a cloud, or somebody who can name things in it, harms whoever reads carelessly. */
export const HOSTILE_DEFECT_FAMILIES: readonly DefectFamily[] = [
  listFamily('huge-name', 'provider-error', `has a name of ${LONG_NAME_BYTES / 2 ** 20} MiB`, () =>
    changeFirst((item) => ({ ...item, name: 'n'.repeat(LONG_NAME_BYTES) })),
  ),
  listFamily('control-characters', null, 'has a name with control characters and a change of direction', () =>
    changeFirst((item) => ({ ...item, name: CONTROL_CHARACTERS })),
  ),
  listFamily('proto-keys', null, 'has objects with the keys __proto__ and constructor', () => (answer) => ({
    ...answer,
    body: answer.body.replace(/:\s*\[\s*\{/, (start) => `${start}"__proto__":{"polluted":true},"constructor":{},`),
  })),
  listFamily('gzip-bomb', 'provider-error', `unpacks to ${BOMB_BYTES / 2 ** 30} GiB`, () => (answer) => ({
    ...answer,
    delivery: { kind: 'gzip-bomb', bytes: BOMB_BYTES },
  })),
  defectFamily('endless-pages', 'list', LIST_NAMES, (list) => ({
    breaks: [],
    aborts: 'provider-error',
    area: 'transport',
    description: `the list of ${list} has a next page after each page, with new objects on it`,
    apply: ({ faults }) => {
      faults.push((request, proceed) => (isList(list, request) ? endlessPage(request, proceed) : proceed()))
    },
  })),
]

export const HOSTILE_DEFECTS: readonly PracticeDefect[] = [
  {
    name: 'many-images',
    breaks: [],
    aborts: null,
    area: 'transport',
    description: `there are ${MANY_IMAGES} public images`,
    apply: ({ content }) => {
      const at = new Date(content.images.find((image) => image.name === VICTIM_IMAGE_NAME)?.createdAt ?? 0)
      for (let index = content.images.length; index < MANY_IMAGES; index += 1) {
        const version = String(index)
        const purpose = 'custom'
        content.images.push(
          wellDescribedImage(
            { name: `many-${index}`, source: 'private', distro: 'debian', version, purpose, ageInDays: 0 },
            at,
          ),
        )
      }
    },
  },
  {
    name: 'clock-skew',
    breaks: [],
    aborts: null,
    area: 'transport',
    description: `the clock of the cloud is ${SKEW_SECONDS} s ahead`,
    apply: ({ content }) => {
      content.clockSkewSeconds = SKEW_SECONDS
    },
  },
  {
    name: 'secret-ref-hostile',
    breaks: [],
    aborts: null,
    area: 'life',
    description: 'references to secrets lead to another host, which must never get the token',
    apply: ({ faults }) => {
      faults.push((request, proceed, { foreignOrigin }) => {
        const answer = proceed()
        if (request.program !== 'barbican') return answer
        const { location } = answer.headers
        const headers =
          typeof location === 'string'
            ? { ...answer.headers, location: location.replace(INTERNAL_ADDRESS, foreignOrigin) }
            : answer.headers
        return { ...answer, headers, body: answer.body.replaceAll(INTERNAL_ADDRESS, foreignOrigin) }
      })
    },
  },
  {
    name: 'secret-ref-without-id',
    breaks: [],
    aborts: 'provider-error',
    area: 'life',
    description: 'the reference to a new secret ends in a slash, so that it names no secret that could be deleted',
    apply: ({ faults }) => {
      faults.push((request, proceed) => {
        const answer = proceed()
        if (request.program !== 'barbican' || request.method !== 'POST' || answer.status !== 201) return answer
        return jsonAnswer(201, { secret_ref: `${INTERNAL_ADDRESS}/v1/secrets/` })
      })
    },
  },
  {
    name: 'secrets-endless',
    breaks: [],
    aborts: 'provider-error',
    area: 'life',
    description: 'the list of secrets has a next page after each page',
    apply: ({ faults }) => {
      faults.push((request, proceed) => {
        const answer = proceed()
        if (request.program !== 'barbican' || request.path !== '/v1/secrets' || answer.status !== 200) return answer
        const offset = Number(request.url.searchParams.get('offset') ?? 0)
        const next = `${INTERNAL_ADDRESS}/v1/secrets?limit=10&offset=${offset + 10}`
        return { ...answer, body: JSON.stringify({ secrets: endlessSecrets(offset), next, total: 1_000_000_000 }) }
      })
    },
  },
]

function endlessSecrets(offset: number): object[] {
  return Array.from({ length: 10 }, (_, index) => {
    const id = `00000000-0000-4000-8000-${String(offset + index).padStart(12, '0')}`
    return { name: `endless-${offset + index}`, status: 'ACTIVE', secret_ref: `${INTERNAL_ADDRESS}/v1/secrets/${id}` }
  })
}

/** The first page again and again, each time under other ids. */
function endlessPage(request: PracticeRequest, proceed: () => PracticeAnswer): PracticeAnswer {
  const query = request.url.searchParams
  const page = Number(/^endless-(\d{1,9})$/.exec(query.get('marker') ?? '')?.[1] ?? 0)
  if (page > 0) query.delete('marker')
  const answer = proceed()
  if (answer.status !== 200) return answer
  const renamed = changeItems(answer, (item, index) => ({ ...item, id: `endless-${page}-${index}` }))
  return withNext(renamed, request, request.url.origin, `endless-${page + 1}`)
}

function changeFirst(change: (item: object) => object) {
  return (answer: PracticeAnswer): PracticeAnswer =>
    changeItems(answer, (item, index) => (index === 0 ? change(item) : item))
}

/** Changes the objects of a list, wherever the service has it. */
function changeItems(answer: PracticeAnswer, change: (item: object, index: number) => object): PracticeAnswer {
  const list = Object.entries(parseObject(answer)).map(([key, value]) => [
    key,
    Array.isArray(value) && !key.endsWith('_links') ? value.map(change) : value,
  ])
  return { ...answer, body: JSON.stringify(Object.fromEntries(list)) }
}
