/** What a practice cloud can hold besides what it offers to everybody. */
export const OBJECT_KINDS = [
  'server',
  'keypair',
  'volume',
  'backup',
  'network',
  'subnet',
  'port',
  'router',
  'floating-ip',
  'security-group',
  'security-group-rule',
  'subnet-pool',
  'rbac-policy',
  'secret',
  'user',
  'project',
  'group',
  'membership',
  'role-assignment',
] as const
export type ObjectKind = (typeof OBJECT_KINDS)[number]

/** One thing that exists in the practice cloud and belongs to somebody. */
export interface PracticeObject {
  readonly kind: ObjectKind
  readonly id: string
  /** Of everything that the Identity service keeps: the id of the domain. */
  readonly projectId: string
  readonly userId: string | null
  name: string | null
  status: string
  readonly createdAt: Date
  updatedAt: Date | null
  /** What only its service understands. */
  readonly fields: Record<string, unknown>
}

/** A name that tells kinds apart even where two services gave the same id. */
export function objectKey(object: { readonly kind: ObjectKind; readonly id: string }): string {
  return `${object.kind} ${object.id}`
}

/** A text among the fields; empty when it is none. */
export function textField(object: PracticeObject, name: string): string {
  const value = object.fields[name]
  return typeof value === 'string' ? value : ''
}

/** A number among the fields; 0 when it is none. */
export function numberField(object: PracticeObject, name: string): number {
  const value = object.fields[name]
  return typeof value === 'number' ? value : 0
}
