import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { HttpAnswer } from '#clouds/openstack/http-client.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { serviceEndpoints } from '#facts/derived/service-endpoints.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { atMost } from '../subjects/at-most.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { ClockSample } from './examine-clock.ts'

const CALL_LIMIT_MS = 10_000
const CONCURRENT_CALLS = 6
const MOST_ENDPOINTS = 100
const VERSION_PATH = /\/v\d+(\.\d+)?(\/.*)?$/

const versionSchema = z.object({
  id: z.string().max(50),
  status: z.string().max(50).optional(),
  version: z.string().max(50).nullish(),
  max_version: z.string().max(50).nullish(),
})

/** The forms in which OpenStack services list their versions. */
const versionsSchema = z.union([
  z.object({ versions: z.array(versionSchema) }).transform(({ versions }) => versions),
  z.object({ versions: z.object({ values: z.array(versionSchema) }) }).transform(({ versions }) => versions.values),
  z.object({ version: versionSchema }).transform(({ version }) => [version]),
])

interface Calls {
  readonly diagnoses: readonly Diagnosis[]
  readonly clocks: readonly ClockSample[]
  /** Every origin of the tested endpoints, once. */
  readonly origins: readonly URL[]
}

/**
 * Asks every endpoint of the tested region and interface for its versions, without a token: whether it can be reached,
 * what it speaks, and what its clock shows.
 */
export async function callEndpoints(cloud: OpenStackCloud, clock: Clock, signal: AbortSignal): Promise<Calls> {
  const types = [...new Set(cloud.catalogue.services.map(({ type }) => type))]
  const endpoints = serviceEndpoints(cloud.catalogue, types).slice(0, MOST_ENDPOINTS)
  const clocks: ClockSample[] = []
  const origins = new Map<string, URL>()
  const diagnoses = await atMost(CONCURRENT_CALLS, endpoints, async ({ type, url: text }): Promise<Diagnosis> => {
    const about = `endpoint of ${type}`
    const url = URL.canParse(text) ? new URL(text) : null
    if (url === null || !/^https?:$/.test(url.protocol)) {
      return { level: 'mend', about, says: 'The catalogue has no URL for it.', remedy: 'The provider has to mend it.' }
    }
    origins.set(url.origin, url)
    try {
      const before = clock().getTime()
      const answer = await cloud.http.request({
        method: 'GET',
        url: new URL(`${url.origin}${url.pathname.replace(VERSION_PATH, '').replace(/\/?$/, '/')}`),
        signal,
        timeLimitMs: CALL_LIMIT_MS,
        redirections: 'return',
      })
      const shown = new Date(answer.header('date') ?? '')
      const at = new Date((before + clock().getTime()) / 2)
      if (!Number.isNaN(shown.getTime())) clocks.push({ service: type, shown, at })
      if (answer.status < 500) return { level: 'ok', about, says: `${url.origin} answers${versionWords(answer)}.` }
      const remedy = 'Show this to the provider; testcases that need the service will not be finished.'
      return { level: 'mend', about, says: `${url.origin} answers with status ${answer.status}.`, remedy }
    } catch (error) {
      if (!(error instanceof CloudError)) throw error
      const remedy = 'Check network, proxy and certificates (cacert); the endpoint may also be wrong in the catalogue.'
      return { level: 'mend', about, says: error.reason.detail, remedy }
    }
  })
  return { diagnoses, clocks, origins: [...origins.values()] }
}

function versionWords(answer: HttpAnswer): string {
  const parsed = versionsSchema.safeParse(jsonOrNothing(answer))
  const versions = parsed.data ?? []
  const current = versions.find(({ status }) => status?.toUpperCase() === 'CURRENT') ?? versions[0]
  if (current === undefined) return ` (status ${answer.status})`
  const microversion = current.max_version || current.version
  return `, version ${current.id}${microversion ? ` up to ${microversion}` : ''}`
}

function jsonOrNothing(answer: HttpAnswer): unknown {
  try {
    return answer.json()
  } catch {
    return undefined
  }
}
