import { html } from 'hono/html'
import type { View } from '../view.ts'
import type { Feed, FeedEntry } from './feed.ts'

/** A feed in Atom (RFC 4287). Titles and texts are plain text, so that no reader takes anything in them for HTML. */
export function atomFeed(view: View, feed: Feed): string {
  const { language, words } = view
  return String(html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${feed.id}</id>
<title type="text">${feed.title}</title>
<updated>${feed.updatedAt.toISOString()}</updated>
<author><name>${words.siteName}</name></author>
<generator>Siegel</generator>
<link rel="self" type="application/atom+xml" href="${feed.ownAddress}"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="${feed.address}"/>
${feed.entries.map((entry) => entryElement(view, entry))}</feed>
`)
}

function entryElement({ language }: View, { id, title, text, at, address }: FeedEntry) {
  return html`<entry>
<id>${id}</id>
<title type="text">${title}</title>
<updated>${at.toISOString()}</updated>
<published>${at.toISOString()}</published>
<link rel="alternate" type="text/html" hreflang="${language}" href="${address}"/>
<summary type="text">${text}</summary>
</entry>
`
}
