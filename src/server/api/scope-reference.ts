import type { ServerContext } from '../context.ts'

/** A scope as answers name it, known here or not. */
export function scopeReference({ scopes }: Pick<ServerContext, 'scopes'>, uuid: string) {
  const scope = scopes.find(uuid)
  return { uuid, slug: scope?.slug ?? null, name: scope?.name ?? null }
}
