import { jsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'

/** The API's own object for errors and for deletions (`kind: Status`). */
export function statusAnswer(code: number, reason: string | undefined, message: string): PracticeAnswer {
  return jsonAnswer(code, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: code < 400 ? 'Success' : 'Failure',
    message,
    ...(reason !== undefined && { reason }),
    code,
  })
}
