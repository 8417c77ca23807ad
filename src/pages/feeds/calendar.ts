import type { Language } from '../language.ts'

/** A date in a calendar: an instant, or a whole day such as `2026-11-30`. */
export interface CalendarEvent {
  /** Never changes for the same date of the same thing. */
  readonly uid: string
  readonly at: Date | string
  /** When what the event says was last revised. */
  readonly revisedAt: Date
  /** Grows with every revision. */
  readonly sequence: number
  readonly summary: string
  readonly description: string
  readonly address: string
}

const MOST_OCTETS = 75

/** A calendar (RFC 5545) to subscribe to. Nothing in it rings. */
export function calendar(title: string, language: Language, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Siegel//Compliance calendar//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${calendarText(title)}`,
    `X-WR-CALNAME:${calendarText(title)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function eventLines({ uid, at, revisedAt, sequence, summary, description, address }: CalendarEvent): string[] {
  const start = at instanceof Date ? `DTSTART:${instant(at)}` : `DTSTART;VALUE=DATE:${at.replaceAll('-', '')}`
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${instant(revisedAt)}`,
    `SEQUENCE:${sequence}`,
    start,
    `SUMMARY:${calendarText(summary)}`,
    `DESCRIPTION:${calendarText(description)}`,
    `URL:${address.replaceAll(/[\s\p{Cc}]/gu, '')}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** Text as a value (RFC 5545, 3.3.11). */
function calendarText(text: string): string {
  return text.replaceAll(/[\\;,]/g, (character) => `\\${character}`).replaceAll(/\r\n|[\r\n]/g, '\\n')
}

/** No line is longer than 75 octets; no character is cut (RFC 5545, 3.1). */
function fold(line: string): string {
  const parts = ['']
  let octets = 0
  for (const character of line) {
    const own = Buffer.byteLength(character)
    if (octets + own > MOST_OCTETS) {
      parts.push('')
      // The blank with which the next line begins counts, too.
      octets = 1
    }
    parts[parts.length - 1] += character
    octets += own
  }
  return parts.join('\r\n ')
}
