import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** A reporter that is silent about what passes: it names each failure with its error, then counts. */
async function* failuresReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for await (const event of source) {
    if (event.type === 'test:pass' && isTest(event.data)) {
      if (event.data.skip === undefined) counts.passed += 1
      else {
        counts.skipped += 1
        yield `skipped: ${event.data.name} (${event.data.skip})\n`
      }
    }
    // A suite fails with its tests, which are told anyway, or on its own, before any of them.
    if (event.type === 'test:fail' && (isTest(event.data) || failureOf(event.data) !== 'subtestsFailed')) {
      counts.failed += 1
      const cause = event.data.details.error.cause ?? event.data.details.error
      yield `\n✖ ${event.data.name}\n  ${event.data.file}:${event.data.line}\n${inspect(cause)}\n`
    }
    if (event.type === 'test:stderr') yield event.data.message
  }
  yield `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`
}

function isTest(data: { details: { type?: string | undefined } }): boolean {
  return data.details.type !== 'suite'
}

function failureOf({ details }: { details: { error: Error & { failureType?: unknown } } }): unknown {
  return details.error.failureType
}

// Node loads a reporter by its default export.
export default failuresReporter
