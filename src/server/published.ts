import type { LegalTexts } from '#pages/legal-page.ts'
import type { KnownScopes } from './known-scopes.ts'
import { type Listing, NO_LISTING } from './listing/listing.ts'
import { parseListing } from './listing/parse-listing.ts'
import { parseSite } from './listing/parse-site.ts'
import { readTextFile } from './parse-yaml-file.ts'

/** What the service operator writes by hand for the pages. */
export interface Published {
  readonly listing: Listing
  readonly legal: LegalTexts
}

export const NOTHING_PUBLISHED: Published = { listing: NO_LISTING, legal: {} }

/**
 * Reads the files that the configuration names; without a name there is nothing of that kind.
 *
 * @throws CodedError SERVER_LISTING_UNREADABLE, SERVER_LISTING_INVALID, SERVER_SITE_UNREADABLE, SERVER_SITE_INVALID
 */
export async function readPublished(
  { listingFile, siteFile }: { readonly listingFile?: string; readonly siteFile?: string },
  scopes: KnownScopes,
): Promise<Published> {
  return {
    listing:
      listingFile === undefined
        ? NO_LISTING
        : parseListing(await readTextFile(listingFile, 'SERVER_LISTING_UNREADABLE'), listingFile, scopes),
    legal: siteFile === undefined ? {} : parseSite(await readTextFile(siteFile, 'SERVER_SITE_UNREADABLE'), siteFile),
  }
}
