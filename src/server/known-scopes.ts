import type { Scope } from '#scopes/scope.ts'

/** The scopes that this server evaluates. */
export interface KnownScopes {
  readonly all: readonly Scope[]
  /** By uuid or by short name; undefined if there is none. */
  find(uuidOrSlug: string): Scope | undefined
}

export function knownScopes(scopes: readonly Scope[]): KnownScopes {
  return {
    all: scopes,
    find: (name) => scopes.find(({ uuid, slug }) => slug === name || uuid === name.toLowerCase()),
  }
}
