import { type AskedAnswer, askPracticeCloud, signIn } from './ask-practice-cloud.ts'
import type { PracticeCloud } from './practice-cloud.ts'

/** Somebody who is signed in and asks the practice cloud, for its tests. `{project}` in a path is the own project. */
export interface PracticeAsker {
  readonly project: string
  get(path: string): Promise<AskedAnswer>
  post(path: string, body: unknown): Promise<AskedAnswer>
  put(path: string, body: unknown): Promise<AskedAnswer>
  patch(path: string, body: unknown): Promise<AskedAnswer>
  delete(path: string): Promise<AskedAnswer>
  head(path: string): Promise<AskedAnswer>
  /** Asks again and again until the answer is as wanted; throws after two seconds with the last one. */
  until(path: string, isReached: (answer: AskedAnswer) => boolean): Promise<AskedAnswer>
}

/** Signs in as the named entry of clouds.yaml. */
export async function asPracticeUser(cloud: PracticeCloud, name = 'practice'): Promise<PracticeAsker> {
  const { header, project } = await signIn(cloud, name)
  return askerWith(cloud, header, project)
}

/** Signs in as a manager of a domain, with a token for that domain. */
export async function asDomainManager(cloud: PracticeCloud, index: number): Promise<PracticeAsker> {
  const { domainName, password, username } = cloud.domainManagers[index] ?? {}
  const domain = { name: domainName }
  const identity = { methods: ['password'], password: { user: { name: username, domain, password } } }
  const answer = await askPracticeCloud(cloud, '/identity/v3/auth/tokens', {
    method: 'POST',
    body: { auth: { identity, scope: { domain } } },
  })
  if (answer.status !== 201) throw new Error(`sign-in: ${answer.status} ${answer.text}`)
  return askerWith(cloud, { 'x-auth-token': String(answer.headers['x-subject-token']) }, '')
}

function askerWith(cloud: PracticeCloud, headers: Record<string, string>, project: string): PracticeAsker {
  type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
  const ask = (method: Method, path: string, body?: unknown) =>
    askPracticeCloud(cloud, path.replace('{project}', project), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    })
  return {
    project,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    patch: (path, body) => ask('PATCH', path, body),
    delete: (path) => ask('DELETE', path),
    head: (path) => ask('HEAD', path),
    async until(path, isReached) {
      const deadline = performance.now() + 2_000
      for (;;) {
        const answer = await ask('GET', path)
        if (isReached(answer)) return answer
        if (performance.now() > deadline) throw new Error(`still ${answer.status} ${answer.text.slice(0, 300)}`)
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
  }
}
