/** Folders of `src` from which the program reads files while it runs, and how the names of those files end. */
export const SHIPPED_FOLDERS = {
  scopes: '.yaml',
  pages: '.css',
  'server/storage/migrations': '.sql',
} as const

export type ShippedFolder = keyof typeof SHIPPED_FOLDERS
