import { isWithinAccessRules } from './access-rules.ts'
import { SERVICE_PREFIXES, type ServiceProgram } from './content/services.ts'
import type { Fault, Surroundings } from './practice-defect.ts'
import {
  jsonAnswer,
  type PracticeAnswer,
  type PracticeProgram,
  type PracticeRequest,
  type PracticeState,
  sessionOf,
  unauthorizedAnswer,
} from './practice-exchange.ts'
import { barbican } from './services/barbican.ts'
import { cinder } from './services/cinder.ts'
import { glance } from './services/glance.ts'
import { keystone } from './services/keystone.ts'
import { neutron } from './services/neutron.ts'
import { nova } from './services/nova.ts'
import { octavia } from './services/octavia.ts'
import { placement } from './services/placement.ts'
import { badSwiftUrl, isS3Request, swift, swiftPage, swiftS3 } from './services/swift.ts'

const PROGRAMS: Readonly<Record<ServiceProgram, PracticeProgram>> = {
  keystone,
  nova,
  glance,
  cinder,
  neutron,
  barbican,
  octavia,
  placement,
  swift,
}

/** Which service a path belongs to, and the path below its prefix, without a slash at the end. */
export function locateService(pathname: string): { program: ServiceProgram | null; path: string } {
  for (const [program, prefix] of Object.entries(SERVICE_PREFIXES)) {
    if (pathname !== prefix && !pathname.startsWith(`${prefix}/`)) continue
    return { program: program as ServiceProgram, path: withoutSlashAtEnd(pathname.slice(prefix.length)) }
  }
  return { program: null, path: withoutSlashAtEnd(pathname) }
}

/** The answer of the practice cloud, defects included; no network is involved. */
export function answerPracticeRequest(
  request: PracticeRequest,
  state: PracticeState,
  faults: readonly Fault[],
  surroundings: Surroundings,
): PracticeAnswer {
  let proceed = (): PracticeAnswer => answerOfService(request, state)
  for (const fault of faults) {
    const inner = proceed
    proceed = () => fault(request, inner, surroundings)
  }
  return proceed()
}

function answerOfService(request: PracticeRequest, state: PracticeState): PracticeAnswer {
  const { program } = request
  const credential = sessionOf(request, state)?.applicationCredential
  if (credential != null && !isWithinAccessRules(credential.accessRules, request, state))
    return unauthorizedAnswer(state)
  if (program !== null) return PROGRAMS[program](request, state)
  if (isS3Request(request)) return swiftS3(request, state)
  if (request.path === '/') return swiftPage(404, 'Not Found')
  return request.path === '/healthcheck' ? jsonAnswer(200, { detailed: false }) : badSwiftUrl()
}

function withoutSlashAtEnd(path: string): string {
  return path.replace(/\/+$/, '') || '/'
}
