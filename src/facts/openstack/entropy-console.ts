import { z } from 'zod'
import { abortReasonSchema } from '../observed.ts'

/** What the virtual machine of the entropy test is made of, in the order in which it is made. */
export const ENTROPY_STEPS = ['image', 'flavor', 'network', 'server', 'boot', 'console'] as const

/**
 * What the virtual machine of the entropy test printed (scs-0101-v1), or how far it got. `image` and `flavor` are the
 * chosen ones, null where there was none to choose.
 *
 * - `printed`: the console was read until the end mark appeared (`hasEnded`) or the time was over. `lines` holds, in
 *   order, the console lines with the mark `_scs-test-` and those in which cloud-init says that a module failed; the
 *   rest of the console is not kept. A line of section `kernel` (output of `uname -r`) is welcome: it explains a FAIL.
 * - `stopped`: this step could not be done, so nothing was printed
 */
export const entropyConsoleSchema = z.object({
  image: z
    .object({ id: z.string(), name: z.string().nullable(), distribution: z.string(), version: z.string() })
    .nullable(),
  flavor: z.object({ id: z.string(), name: z.string() }).nullable(),
  run: z.discriminatedUnion('state', [
    z.object({
      state: z.literal('printed'),
      hasEnded: z.boolean(),
      waitedSeconds: z.number().nonnegative(),
      lines: z.array(z.string().max(1_000)).max(5_000),
    }),
    z.object({ state: z.literal('stopped'), step: z.enum(ENTROPY_STEPS), reason: abortReasonSchema }),
  ]),
})

export type EntropyConsole = z.infer<typeof entropyConsoleSchema>
