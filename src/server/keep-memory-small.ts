import { setFlagsFromString } from 'node:v8'

/**
 * Keeps what V8 sets aside for new objects as it is at the start: by itself it grows to 128 MB under load, and hardly faster
 * answers come of it (`bench/monitor.ts`). For the process that is the server, and for no other.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
