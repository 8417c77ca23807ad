/** The grammar of scs-0100-v3 on one line: what stands in brackets may be missing. */
export const NAMING_RULE =
  'SCS-<vCPUs><C|T|V|L>[i]-<GiB>[u][o][-[<n>x][<GiB>][n|h|s|p]][_<hypervisor>][_hwv][_<CPU>][_<GPU>][_ib]'

/** The name with a mark in front of the first character that does not fit. */
export function markPosition(name: string, position: number): string {
  return `${name.slice(0, position)}▸${name.slice(position)}`
}
