import type { View } from '../view.ts'
import type { Feed } from './feed.ts'

/** A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed({ language, words }: View, { title, address, ownAddress, entries }: Feed) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: address,
    feed_url: ownAddress,
    language,
    authors: [{ name: words.siteName }],
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.address,
      title: entry.title,
      content_text: entry.text,
      date_published: entry.at.toISOString(),
    })),
  }
}
