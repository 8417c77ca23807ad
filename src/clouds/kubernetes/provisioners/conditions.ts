import { z } from 'zod'

const conditionSchema = z.object({
  type: z.string().max(300),
  status: z.string().max(100).default('Unknown'),
  reason: z.string().max(1_000).nullish(),
  message: z.string().max(20_000).nullish(),
})

/** Conditions of a status, as every controller writes them. */
export const conditionsSchema = z.array(conditionSchema).max(200).default([])

type Conditions = z.infer<typeof conditionsSchema>

/** A condition by its type, whatever its case. */
export function conditionOf(conditions: Conditions, type: string): Conditions[number] | undefined {
  return conditions.find((one) => one.type.toLowerCase() === type.toLowerCase())
}

/** Whether a condition is there and true, whatever its case. */
export function isTrue(condition: Conditions[number] | undefined): boolean {
  return condition?.status.toLowerCase() === 'true'
}

/** What a condition says, in one phrase. */
export function describeCondition(condition: Conditions[number] | undefined, type: string): string {
  if (condition === undefined) return `${type} is not known yet`
  const more = condition.message || condition.reason
  return `${condition.type} is ${condition.status}${more ? `: ${more.replaceAll(/\s+/g, ' ').slice(0, 300)}` : ''}`
}
