import { isAbsolute, join } from 'node:path'

/**
 * Where the journals of a user are: `$XDG_STATE_HOME/siegel/journal`, or `~/.local/state/siegel/journal` (XDG Base
 * Directory Specification, which ignores relative paths).
 */
export function journalDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  homeDirectory: string,
): string {
  const configured = environment.XDG_STATE_HOME
  const state = configured && isAbsolute(configured) ? configured : join(homeDirectory, '.local', 'state')
  return join(state, 'siegel', 'journal')
}
