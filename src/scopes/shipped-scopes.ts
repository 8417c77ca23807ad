/** The scopes that come with the program, and their files in this folder. */
export const SHIPPED_SCOPES = [
  { slug: 'scs-compatible-iaas', file: new URL('./scs-compatible-iaas.yaml', import.meta.url) },
  { slug: 'scs-compatible-kaas', file: new URL('./scs-compatible-kaas.yaml', import.meta.url) },
] as const
