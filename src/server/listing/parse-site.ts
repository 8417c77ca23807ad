import { z } from 'zod'
import { LANGUAGES } from '#pages/language.ts'
import type { LegalTexts } from '#pages/legal-page.ts'
import { LEGAL_PAGES } from '#pages/view.ts'
import { parseYamlFile } from '../parse-yaml-file.ts'

const textsSchema = z.strictObject(
  Object.fromEntries(LANGUAGES.map((language) => [language, z.string().trim().min(1).max(100_000).optional()])),
)
const siteSchema = z.strictObject(Object.fromEntries(LEGAL_PAGES.map((page) => [page, textsSchema.optional()])))

/**
 * Reads the texts of the service operator: per page (`imprint`, `privacy`, `accessibility`) a text per language.
 *
 * @throws CodedError SERVER_SITE_INVALID with every problem on a line of its own as `file:line:column: path: problem`
 */
export function parseSite(text: string, fileName: string): LegalTexts {
  return parseYamlFile(text, { fileName, code: 'SERVER_SITE_INVALID', schema: siteSchema })
}
