import { html } from 'hono/html'
import type { Html } from './html.ts'
import type { Language } from './language.ts'

const GERMAN = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
const NUMBERS = { en: new Intl.NumberFormat('en-GB'), de: new Intl.NumberFormat('de-DE') }
const COUNTRIES = {
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }),
  de: new Intl.DisplayNames('de', { type: 'region', fallback: 'code' }),
}

/**
 * An instant for people, to the minute and with its zone: `2026-11-21 06:12 UTC` (the one English form that nobody
 * misreads), in German `21.11.2026, 06:12 UTC`.
 */
export function formatInstant(at: Date, language: Language = 'en'): string {
  const text = language === 'de' ? GERMAN.format(at) : at.toISOString().slice(0, 16).replace('T', ' ')
  return `${text} UTC`
}

/** A calendar day such as `2026-11-21`, in German `21.11.2026`. */
export function formatDay(day: string, language: Language): string {
  return language === 'de' ? day.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3.$2.$1') : day
}

export function formatNumber(number: number, language: Language): string {
  return NUMBERS[language].format(number)
}

/** The name of a country by its two-letter code; the code itself if there is no such country. */
export function countryName(code: string, language: Language): string {
  return COUNTRIES[language].of(code) ?? code
}

export function timeElement(at: Date, language: Language): Html {
  return html`<time datetime="${at.toISOString()}">${formatInstant(at, language)}</time>`
}

export function dayElement(day: string, language: Language): Html {
  return html`<time datetime="${day}">${formatDay(day, language)}</time>`
}
