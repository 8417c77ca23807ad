import { SCS_PREFIX } from './flavor-name.ts'

/** The same name with the separators of version 2; what is no SCS name stays as it is (scs-0100-v3). */
export function convertToV2(nameV1: string): string {
  return convert(nameV1, (rest) => rest.replaceAll('-', '_').replaceAll(':', '-'))
}

/** The same name with the separators of version 1; what is no SCS name stays as it is. */
export function convertToV1(nameV2: string): string {
  return convert(nameV2, (rest) => rest.replaceAll('-', ':').replaceAll('_', '-'))
}

function convert(name: string, exchange: (rest: string) => string): string {
  return name.startsWith(SCS_PREFIX) ? SCS_PREFIX + exchange(name.slice(SCS_PREFIX.length)) : name
}
