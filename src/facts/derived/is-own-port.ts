/** A port as far as its removal needs it (Network API v2.0). */
export interface RemovablePort {
  readonly id: string
  readonly name: string
  readonly deviceOwner: string
}

/** What a run has written down about the objects that it created; each name contains the id of the run. */
export interface RecordedObjects {
  readonly ids: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

/**
 * Whether clean-up may delete a port: only one that a run of ours has recorded, by its id or by its whole name, and
 * never one that a device owns (a server's or router's port goes with its owner). Neither a prefix of the name nor an
 * address makes a port ours: a customer may have the same.
 */
export function isOwnPort({ id, name, deviceOwner }: RemovablePort, recorded: RecordedObjects): boolean {
  if (deviceOwner !== '') return false
  return recorded.ids.has(id) || (name !== '' && recorded.names.has(name))
}
