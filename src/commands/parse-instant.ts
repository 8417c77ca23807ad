import { CodedError } from '#vocabulary/coded-error.ts'

/** The moment that `--date` names: a day (its beginning in UTC) or an instant. Throws SUITE_OPTION_INVALID. */
export function parseInstant(text: string): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)
  const instant = new Date(isDay ? `${text}T00:00:00Z` : text)
  if ((isDay || isInstant) && !Number.isNaN(instant.getTime())) return instant
  throw new CodedError('SUITE_OPTION_INVALID', `--date takes a day or an instant with its zone, not “${text}”.`, {
    remedy: 'Write it as 2026-11-21 or 2026-11-21T12:00:00Z.',
  })
}
