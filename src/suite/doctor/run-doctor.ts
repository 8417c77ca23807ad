import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { makeHttpClient } from '#clouds/openstack/http-client.ts'
import { connectOpenStack, type OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import type { OpenStackConfig } from '#clouds/openstack/openstack-config.ts'
import { proxyFor } from '#clouds/openstack/proxy-for.ts'
import { readServerCertificate } from '#clouds/openstack/server-certificate.ts'
import { BLOCK_STORAGE, COMPUTE, IDENTITY, NETWORK, type ServiceApi } from '#clouds/openstack/services.ts'
import type { FactName } from '#facts/facts.ts'
import type { Probes } from '#probes/index.ts'
import { USUAL_SETTINGS } from '#probes/probe-settings.ts'
import { probesFor } from '#probes/probes-for.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { ERROR_CODES } from '#vocabulary/error-codes.ts'
import { budgetOf } from '../budget.ts'
import { type QuotaService, runNeeds } from '../run-needs.ts'
import { type AccessRule, accessRulesFor } from './access-rules.ts'
import { callEndpoints } from './call-endpoints.ts'
import type { Diagnosis } from './diagnosis.ts'
import { examineCertificate, examineHttp } from './examine-certificate.ts'
import { examineClock } from './examine-clock.ts'
import {
  examineApplicationCredential,
  examineMethod,
  examineRoles,
  parseApplicationCredential,
} from './examine-credential.ts'
import { examineMachine } from './examine-machine.ts'
import { examineQuotas, parseQuotas } from './examine-quotas.ts'

export interface DoctorRequest {
  readonly config: OpenStackConfig
  /** The clouds.yaml that counts; undefined if the access data comes from the environment. */
  readonly cloudsYaml: string | undefined
  /** The facts that a run would observe. */
  readonly facts: readonly FactName[]
  readonly probes: Probes
  /** Where reports go, if that is known. */
  readonly monitor: string | undefined
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

export interface DoctorResult {
  readonly diagnoses: readonly Diagnosis[]
  /** Those that a run needs; null if the catalogue is not known. */
  readonly accessRules: readonly AccessRule[] | null
}

const CALL_LIMIT_MS = 15_000

/** Finds out what would hinder a run against a cloud, without changing anything there. */
export async function runDoctor(request: DoctorRequest): Promise<DoctorResult> {
  const { config, environment, signal } = request
  const here = [
    ...examineMachine(request),
    ...config.warnings.map((says): Diagnosis => ({ level: 'note', about: 'configuration', says })),
    examineMethod(config.credential.method),
  ]
  const monitor = examineMonitor(request)
  let cloud: OpenStackCloud
  try {
    cloud = await connectOpenStack(config, { environment, signal, timeLimitMs: CALL_LIMIT_MS })
  } catch (error) {
    return { diagnoses: [...here, failedSignIn(error), ...(await monitor)], accessRules: null }
  }
  try {
    const [credential, quotas, endpoints] = await Promise.all([
      examineOwnCredential(cloud, request),
      examineAllQuotas(cloud, request),
      examineEndpoints(cloud, request),
    ])
    const calls = probesFor(request.facts, request.probes).flatMap((probe) => probe.calls)
    return {
      diagnoses: [
        ...here,
        { level: 'ok', about: 'sign-in', says: `It works, as ${cloud.user.name}; ${lifetimeWords(cloud, request)}.` },
        examineRoles(cloud.roles),
        examineProject(cloud),
        ...credential,
        examineRegion(cloud),
        ...endpoints,
        ...quotas,
        ...(await monitor),
      ],
      accessRules: accessRulesFor(calls, cloud.catalogue),
    }
  } finally {
    await cloud.close()
  }
}

function failedSignIn(error: unknown): Diagnosis {
  if (!(error instanceof CodedError)) throw error
  return {
    level: 'stop',
    about: 'sign-in',
    says: error.message,
    remedy: error.remedy ?? ERROR_CODES[error.code].remedy,
  }
}

function lifetimeWords({ expiresAt }: OpenStackCloud, { clock }: DoctorRequest): string {
  if (expiresAt === null) return 'the token does not expire'
  return `a token lives ${Math.round((expiresAt.getTime() - clock().getTime()) / 60_000)} minutes and is renewed`
}

function examineProject({ project }: OpenStackCloud): Diagnosis {
  const about = 'project'
  if (project !== null) return { level: 'ok', about, says: `It is ${project.name} (${project.id}).` }
  const remedy = 'Name a project in clouds.yaml, or use an application credential.'
  return { level: 'stop', about, says: 'The credential is for no project.', remedy }
}

function examineRegion({ catalogue }: OpenStackCloud): Diagnosis {
  const about = 'region'
  const regions = new Set(
    catalogue.services.flatMap(({ endpoints }) => endpoints.map(({ region }) => region).filter((one) => one !== null)),
  )
  const list = [...regions].sort().join(', ')
  if (catalogue.region !== null && !regions.has(catalogue.region)) {
    const remedy = 'Correct region_name in clouds.yaml; upper and lower case matter.'
    return { level: 'stop', about, says: `The cloud has no ${catalogue.region}; it has ${list}.`, remedy }
  }
  if (catalogue.region === null && regions.size > 1) {
    const remedy = 'Name the region to be tested: region_name in clouds.yaml, or --region.'
    return { level: 'mend', about, says: `None is chosen, and there are several: ${list}.`, remedy }
  }
  const services = catalogue.services.length
  return { level: 'ok', about, says: `${catalogue.region ?? list} is tested; the catalogue has ${services} services.` }
}

async function examineOwnCredential(cloud: OpenStackCloud, request: DoctorRequest): Promise<Diagnosis[]> {
  const { credential } = request.config
  if (credential.method !== 'application-credential') return []
  const { application } = credential
  const { signal } = request
  const path = `/users/${encodeURIComponent(cloud.user.id)}/application_credentials`
  try {
    const id = 'id' in application ? application.id : await idOf(cloud, path, application.name, signal)
    const answer = await cloud.fetch(IDENTITY, `${path}/${encodeURIComponent(id)}`, { signal })
    return examineApplicationCredential(parseApplicationCredential(answer), request.clock())
  } catch (error) {
    const about = 'application credential'
    const says = `Its expiry cannot be read, as is usual for one with access rules: ${wordsOf(error)}`
    return [{ level: 'note', about, says }]
  }
}

async function idOf(cloud: OpenStackCloud, path: string, name: string, signal: AbortSignal): Promise<string> {
  const schema = z.object({ application_credentials: z.array(z.object({ id: z.string() })).min(1) })
  const [first] = schema.parse(await cloud.fetch(IDENTITY, path, { query: { name }, signal })).application_credentials
  return first?.id ?? ''
}

async function examineAllQuotas(cloud: OpenStackCloud, request: DoctorRequest): Promise<Diagnosis[]> {
  const needs = runNeeds(budgetOf(request.facts, request.probes, USUAL_SETTINGS))
  const places: readonly [QuotaService, ServiceApi, string][] = [
    ['compute', COMPUTE, '/limits'],
    ['volume', BLOCK_STORAGE, '/limits'],
    ['network', NETWORK, `/quotas/${encodeURIComponent(cloud.project?.id ?? '')}/details.json`],
  ]
  const diagnoses = await Promise.all(
    places.map(async ([service, api, path]): Promise<Diagnosis[]> => {
      try {
        const answer = await cloud.fetch(api, path, { signal: request.signal })
        return examineQuotas(service, parseQuotas(service, answer), needs)
      } catch (error) {
        return [{ level: 'note', about: `quota of ${service}`, says: `It cannot be read: ${wordsOf(error)}` }]
      }
    }),
  )
  return diagnoses.flat()
}

async function examineEndpoints(cloud: OpenStackCloud, request: DoctorRequest): Promise<Diagnosis[]> {
  const { diagnoses, clocks, origins } = await callEndpoints(cloud, request.clock, request.signal)
  const all = new Map([new URL(cloud.authUrl), ...origins].map((url) => [url.origin, url]))
  const certificates = await Promise.all([...all.values()].map((url) => examineOrigin(url, request)))
  return [...diagnoses, examineClock(clocks), ...certificates]
}

async function examineOrigin(url: URL, request: DoctorRequest): Promise<Diagnosis> {
  const { clock, config, environment, signal } = request
  if (url.protocol === 'http:') return examineHttp(url.origin)
  const about = `TLS of ${url.origin}`
  if (proxyFor(url, environment) !== null) {
    return { level: 'note', about, says: 'It is reached through a proxy, so its certificate was not looked at.' }
  }
  try {
    const { authorities } = config.tls
    const certificate = await readServerCertificate(url, { authorities, timeLimitMs: CALL_LIMIT_MS, signal })
    return examineCertificate(url.origin, certificate, clock())
  } catch (error) {
    const remedy = 'Check network and firewall, or tell the provider.'
    return { level: 'mend', about, says: wordsOf(error), remedy }
  }
}

async function examineMonitor({ monitor, environment, signal }: DoctorRequest): Promise<Diagnosis[]> {
  if (monitor === undefined) return []
  const about = 'monitor'
  const tls = { verify: true, authorities: null, client: null }
  const http = makeHttpClient({ tls, environment, secrets: new Set(), timeLimitMs: CALL_LIMIT_MS })
  try {
    const { status } = await http.request({ method: 'GET', url: new URL(monitor), signal, redirections: 'return' })
    if (status < 500) return [{ level: 'ok', about, says: `${monitor} answers.` }]
    return [{ level: 'mend', about, says: `${monitor} answers with status ${status}.`, remedy: 'Tell its operator.' }]
  } catch (error) {
    const remedy = 'Check submit in siegel.yaml, the network and the proxy; `siegel submit` sends a report later.'
    return [{ level: 'mend', about, says: wordsOf(error), remedy }]
  } finally {
    await http.close()
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof CloudError) return error.reason.detail
  if (error instanceof z.ZodError) return 'the answer is malformed.'
  throw error
}
