import type { ReportFormat } from '#report/parse-reports.ts'
import { CodedError } from '#vocabulary/coded-error.ts'

const FORMATS: Readonly<Record<string, ReportFormat>> = {
  'application/x-signed-yaml': 'yaml',
  'application/x-signed-json': 'json',
}

/**
 * What a content type says about a report; upper and lower case are the same, parameters are ignored (RFC 9110, 8.3.1).
 *
 * @throws CodedError SERVER_MEDIA_TYPE_UNSUPPORTED
 */
export function formatOfMediaType(contentType: string | undefined): ReportFormat {
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const format = Object.hasOwn(FORMATS, mediaType) ? FORMATS[mediaType] : undefined
  if (format) return format
  const accepted = Object.keys(FORMATS).join(' or ')
  throw new CodedError('SERVER_MEDIA_TYPE_UNSUPPORTED', `the content type has to be ${accepted}`)
}
