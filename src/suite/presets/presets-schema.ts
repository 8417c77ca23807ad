import { z } from 'zod'
import { USUAL_SETTINGS } from '#probes/probe-settings.ts'
import { SECTIONS } from '#vocabulary/section.ts'
import { isSubject } from '#vocabulary/subject.ts'

const SUBJECT_RULE = 'must be a subject: letters, digits, dots, hyphens and underscores, at most 100'
const LONGEST_LIMIT_SECONDS = 86_400

const nameSchema = z.string().min(1).max(255)
const namesSchema = z.array(nameSchema).min(1).max(200)
const httpUrlSchema = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(2_000)
const secondsSchema = z.number().positive().max(LONGEST_LIMIT_SECONDS)

/** Longer than usual would not fit into the time that the probes declare. */
const limitSchema = (usual: number) => z.number().positive().max(usual).optional()

/** Null leaves the image's own mirrors alone. */
const mirrorSchema = httpUrlSchema.nullable().optional()

const settingsSchema = z
  .strictObject({
    limits: z
      .strictObject({
        backup: limitSchema(USUAL_SETTINGS.backupLimitSeconds).describe('For each step of the backup trial.'),
        volume: limitSchema(USUAL_SETTINGS.entropy.volumeLimitSeconds).describe(
          'Until a volume is made from an image.',
        ),
        boot: limitSchema(USUAL_SETTINGS.entropy.bootLimitSeconds).describe('Until the virtual machine is active.'),
        console: limitSchema(USUAL_SETTINGS.entropy.consoleLimitSeconds).describe(
          'Until the virtual machine has printed its results.',
        ),
      })
      .optional()
      .describe('Seconds that the things which a run creates may take in this cloud.'),
    mirrors: z
      .strictObject({ debian: mirrorSchema, debian_security: mirrorSchema, ubuntu: mirrorSchema })
      .optional()
      .describe('Package mirrors for the virtual machine; null leaves those of its image alone.'),
    name_servers: z
      .array(z.union([z.ipv4(), z.ipv6()], { error: 'must be an IP address' }))
      .min(1)
      .max(10)
      .optional()
      .describe('Name servers for the virtual machine.'),
    provider_projects: namesSchema.optional().describe('Ids of the projects whose images the provider answers for.'),
    domain_managers: z
      .array(nameSchema)
      .length(2)
      .optional()
      .describe('Two entries of clouds.yaml that are managers of a domain each (scs-0302-v1).'),
    grantable_role: nameSchema.optional().describe('The role that domain managers may grant.'),
  })
  .describe('What the observation of this cloud needs to know.')

const subjectSchema = z.strictObject({
  os_cloud: nameSchema.optional().describe('Its entry in clouds.yaml, for an OpenStack cloud.'),
  kubeconfig: nameSchema.optional().describe('The kubeconfig of a Kubernetes cluster, below the folder of this file.'),
  context: nameSchema
    .optional()
    .describe('A context of the kubeconfig; without kubeconfig, of the one that kubectl uses.'),
  group: nameSchema
    .optional()
    .describe('The offering to which a Kubernetes cluster belongs, the same for all of its clusters.'),
  region: nameSchema.optional().describe('One of the regions of the entry.'),
  scope_versions: namesSchema.optional().describe('Only these scope versions, which then count.'),
  testcases: namesSchema.optional().describe('Only testcases that match, with * and ?.'),
  sections: z.array(z.enum(SECTIONS)).min(1).max(SECTIONS.length).optional().describe('Only testcases of this cost.'),
  call_limit: z.number().positive().max(3_600).optional().describe('Seconds for each API call.'),
  run_limit: secondsSchema.optional().describe('Seconds for the whole run against this subject.'),
  settings: settingsSchema.optional(),
})

/** The content of `siegel.yaml`. It names secrets by file or by entry of clouds.yaml, and never holds one. */
export const presetsSchema = z
  .strictObject({
    subjects: z
      .record(z.string().refine(isSubject, SUBJECT_RULE), subjectSchema)
      .refine((subjects) => Object.keys(subjects).length > 0, 'must name a subject')
      .refine((subjects) => Object.keys(subjects).length <= 1_000, 'must name at most 1000 subjects')
      .describe('The clouds to be checked, by the names that the monitor knows.'),
    parallel: z.int().positive().max(64).optional().describe('How many subjects are checked at the same time.'),
    run_limit: secondsSchema.optional().describe('Seconds for the run against each subject that says nothing else.'),
    report_directory: nameSchema.optional().describe('Where the reports of several subjects go, below this file.'),
    key: nameSchema.optional().describe('The SSH key that signs the reports of several subjects.'),
    submit: httpUrlSchema.optional().describe('The monitor to which the signed reports of several subjects go.'),
  })
  .describe('Presets of `siegel check`, in siegel.yaml.')

export type PresetsFile = z.infer<typeof presetsSchema>
