import type { ScalarTag } from 'yaml'

/** How the predecessor's YAML reader understands plain scalars: YAML 1.2, with underscores, 0b101 and moments in time. */
export const WIRE_SCALARS: ScalarTag[] = [
  {
    tag: 'tag:yaml.org,2002:int',
    default: true,
    test: /^[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/,
    resolve: (text) => {
      const digits = text.replaceAll('_', '').replace(/^[-+]/, '')
      return text.startsWith('-') ? -Number(digits) : Number(digits)
    },
  },
  {
    tag: 'tag:yaml.org,2002:float',
    default: true,
    test: /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?)$/,
    resolve: (text) => Number(text.replaceAll('_', '')),
  },
  {
    tag: 'tag:yaml.org,2002:float',
    default: true,
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    resolve: () => Number.NaN,
  },
  {
    tag: 'tag:yaml.org,2002:timestamp',
    default: true,
    test: /^\d{4}-\d\d-\d\d$|^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/,
    resolve: formatTimestamp,
  },
]

const TIMESTAMP =
  /^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)(?:[Tt]|[ \t]+)(?<hour>\d\d?):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d*))?[ \t]*(?:Z|(?<sign>[-+])(?<zoneHours>\d\d?)(?::(?<zoneMinutes>\d\d))?)?$/

/** A moment as the predecessor writes it: `2026-11-21 03:51:16.429123` in UTC, without fraction where there is none. */
function formatTimestamp(text: string): string {
  const parts = TIMESTAMP.exec(text)?.groups
  if (!parts) return text
  const { year, month, day, hour, minute, second, fraction = '', sign, zoneHours = 0, zoneMinutes = 0 } = parts
  const offsetMinutes = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1)
  const numbers = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const
  const moment = new Date(Date.UTC(...numbers) - offsetMinutes * 60_000)
  if (
    Number.isNaN(moment.getTime()) ||
    Number(second) > 59 ||
    new Date(Date.UTC(...numbers)).getUTCDate() !== Number(day)
  ) {
    return text
  }
  const microseconds = fraction.slice(0, 6).padEnd(6, '0')
  const seconds = moment.toISOString().slice(0, 19).replace('T', ' ')
  return Number(microseconds) === 0 ? seconds : `${seconds}.${microseconds}`
}
