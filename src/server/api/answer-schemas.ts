import { z } from 'zod'
import { VALIDITIES } from '#scopes/validity.ts'
import { LIFETIMES } from '#vocabulary/lifetime.ts'
import { STANDINGS_BY_WEIGHT, VERDICTS } from '#vocabulary/verdict.ts'

export const momentSchema = z.iso.datetime().meta({ id: 'Moment', description: 'in UTC' })
export const verdictSchema = z.enum(VERDICTS).meta({ id: 'Verdict' })
export const standingSchema = z
  .enum(STANDINGS_BY_WEIGHT)
  .meta({ id: 'Standing', description: 'A verdict, or MISS where no result counts.' })
export const validitySchema = z.enum(VALIDITIES).meta({ id: 'Validity' })
const lifetimeSchema = z.enum(LIFETIMES).meta({ id: 'Lifetime' })

/** A list in pages: `next` is the cursor of the next one, null on the last. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() })
}

export const subjectSchema = z
  .strictObject({
    subject: z.string(),
    name: z.string(),
    group: z.string().nullable(),
    operator: z.string().nullable(),
    description: z.string().nullable(),
  })
  .meta({ id: 'Subject' })

export const scopeReferenceSchema = z
  .strictObject({
    uuid: z.string(),
    slug: z.string().nullable().describe('null for a scope that this monitor does not know'),
    name: z.string().nullable(),
  })
  .meta({ id: 'ScopeReference' })

export const scopeSchema = z
  .strictObject({
    uuid: z.string(),
    slug: z.string(),
    name: z.string(),
    url: z.string(),
    versions: z.array(
      z.strictObject({
        version: z.string(),
        validity: validitySchema,
        isListed: z.boolean().describe('whether the timeline names the version today'),
        stabilizedAt: z.string().nullable(),
      }),
    ),
    timeline: z.array(z.strictObject({ date: z.string(), versions: z.record(z.string(), validitySchema) })),
  })
  .meta({ id: 'Scope' })

export const scopeVersionSchema = z
  .strictObject({
    scope: scopeReferenceSchema,
    version: z.string(),
    validity: validitySchema,
    stabilizedAt: z.string().nullable(),
    modules: z.array(z.strictObject({ id: z.string(), name: z.string(), url: z.string() })),
    testcases: z.array(
      z.strictObject({
        id: z.string(),
        target: z.string(),
        module: z.string(),
        lifetime: lifetimeSchema,
        section: z.string().nullable().describe('null for a testcase that a person judges'),
      }),
    ),
  })
  .meta({ id: 'ScopeVersion' })

export const testcaseSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    requirement: z.string(),
    remedy: z.string(),
    lifetime: lifetimeSchema,
    section: z.string().nullable(),
  })
  .meta({ id: 'Testcase' })

const versionReferenceSchema = z.strictObject({ version: z.string(), validity: validitySchema })

const complianceFields = {
  subject: z.string(),
  scope: scopeReferenceSchema,
  at: momentSchema,
  standing: standingSchema,
  hasData: z.boolean().describe('false if no result counts at all'),
  shown: versionReferenceSchema.nullable().describe('the newest version that is no draft and not failed'),
  lastCheckedAt: momentSchema.nullable(),
  versions: z.array(
    z.strictObject({
      ...versionReferenceSchema.shape,
      standing: standingSchema,
      targets: z.array(
        z.strictObject({
          target: z.string(),
          standing: standingSchema,
          counts: z.strictObject({ FAIL: z.int(), MISS: z.int(), ABORT: z.int(), PASS: z.int() }),
        }),
      ),
    }),
  ),
}

export const complianceSchema = z.strictObject(complianceFields).meta({ id: 'Compliance' })

const countingResultSchema = z
  .strictObject({
    verdict: verdictSchema,
    checkedAt: momentSchema,
    expiresAt: momentSchema,
    isExpired: z.boolean(),
    report: z.string(),
  })
  .meta({ id: 'CountingResult' })

export const complianceDetailSchema = z
  .strictObject({
    ...complianceFields,
    known: z.string().describe('which reports are taken as known: `now`, `then` or those received by an instant'),
    testcases: z.array(
      z.strictObject({
        id: z.string(),
        standing: standingSchema,
        isRequired: z.boolean(),
        uses: z.array(z.strictObject({ version: z.string(), target: z.string() })),
        result: countingResultSchema.nullable(),
        lastDecisive: countingResultSchema.nullable().describe('beside ABORT or MISS the last PASS or FAIL'),
      }),
    ),
  })
  .meta({ id: 'ComplianceDetail' })

export const logEntrySchema = z
  .strictObject({
    index: z.int(),
    entry: z.string().describe('the line that is logged: format, kind, moment, digest'),
    proof: z.string().nullable().describe('C2SP tlog-proof; null where this server does not sign its log'),
  })
  .meta({ id: 'LogEntry' })

export const logOpeningSchema = z
  .strictObject({ salt: z.string().describe('hexadecimal'), text: z.string() })
  .meta({ id: 'LogOpening', description: 'The digest is SHA-256 over the bytes of the salt and the text in UTF-8.' })

const reportFields = {
  uuid: z.string(),
  subject: z.string(),
  scope: scopeReferenceSchema,
  checkedAt: momentSchema,
  receivedAt: momentSchema.nullable().describe('null: imported from the predecessor, which did not keep it'),
  isSigned: z.boolean().describe('false: signature not kept by the predecessor, from which the report was imported'),
  links: z.strictObject({ page: z.string(), document: z.string(), signed: z.string().nullable() }),
}
export const reportSummarySchema = z.strictObject(reportFields).meta({ id: 'ReportSummary' })
export const reportDetailSchema = z
  .strictObject({
    ...reportFields,
    suiteVersion: z.string().nullable(),
    results: z.array(z.strictObject({ testcase: z.string(), verdict: verdictSchema })),
    log: logEntrySchema.nullable().describe('where the transparency log has the report; null: nowhere'),
  })
  .meta({ id: 'Report' })

export const resultSchema = z
  .strictObject({
    report: z.string(),
    subject: z.string(),
    scope: scopeReferenceSchema,
    version: z.string().nullable().describe('only for reports that judged each version on its own'),
    testcase: z.string(),
    verdict: verdictSchema,
    checkedAt: momentSchema,
    isApproved: z.boolean().describe('a PASS, or what an assessor approved; changes no verdict'),
  })
  .meta({ id: 'Result' })

export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    remedy: z.string(),
    place: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' })

export const documentOutcomeSchema = z
  .strictObject({
    outcome: z.enum(['stored', 'known', 'refused']),
    report: z.string().nullable().describe('the uuid'),
    subject: z.string().nullable(),
    page: z.string().nullable(),
    unknownScope: z.string().nullable(),
    unknownTestcases: z.array(z.string()),
    masked: z.array(z.string()).describe('paths at which something that looks like a credential is masked'),
    problem: problemSchema.nullable(),
  })
  .meta({ id: 'DocumentOutcome' })

export const apiKeySchema = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    madeAt: momentSchema,
    expiresAt: momentSchema.nullable(),
    revokedAt: momentSchema.nullable(),
  })
  .meta({ id: 'ApiKey' })

export const newApiKeySchema = z
  .strictObject({ ...apiKeySchema.shape, key: z.string().describe('shown once') })
  .meta({ id: 'NewApiKey' })

export const accountFileStateSchema = z
  .strictObject({
    file: z.string(),
    loadedAt: momentSchema,
    accounts: z.int(),
    problem: z
      .strictObject({ at: momentSchema, code: z.string(), message: z.string() })
      .nullable()
      .describe('why the file as it is now is not in force; the accounts of the last good one are'),
  })
  .meta({ id: 'AccountFileState' })

export const auditEntrySchema = z
  .strictObject({
    id: z.int(),
    at: momentSchema,
    actor: z.string(),
    action: z.string(),
    about: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' })
