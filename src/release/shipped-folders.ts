/** Folders of `src` from which the program reads files while it runs, and how the names of those files end. */
export const SHIPPED_FOLDERS = {
  scopes: '.yaml',
  /** All of it. */
  'pages/assets': '',
  'server/storage/migrations': '.sql',
} as const

export type ShippedFolder = keyof typeof SHIPPED_FOLDERS
