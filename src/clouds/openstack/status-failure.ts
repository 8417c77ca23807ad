import type { AbortClass } from '#vocabulary/abort-reason.ts'
import { CloudError } from './cloud-error.ts'
import { callName, type HttpAnswer, type HttpClient, type HttpRequest } from './http-client.ts'
import { messageOfCloud } from './message-of-cloud.ts'

/** The error for an answer whose status says that the call did not succeed. */
export function statusFailure(
  http: HttpClient,
  request: Pick<HttpRequest, 'method' | 'url'>,
  answer: HttpAnswer,
): CloudError {
  const message = http.withoutSecrets(messageOfCloud(answer.body))
  const said = message === '' ? '' : `: ${message}`
  return new CloudError(
    {
      class: classOf(answer.status),
      detail: `${callName(request.method, request.url)}: status ${answer.status}${said}.`,
    },
    { status: answer.status, said: message },
  )
}

function classOf(status: number): AbortClass {
  if (status === 401) return 'credential'
  if (status === 403) return 'permission'
  return status === 408 ? 'time-out' : 'provider-error'
}
