import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { knownScopes } from '../known-scopes.ts'
import { readBundledScopes } from '../read-bundled-scopes.ts'
import { parseListing } from './parse-listing.ts'
import { publicName } from './public-name.ts'

const SCOPES = knownScopes(readBundledScopes())
const LISTING = `
listing:
  - subject: own
    name: Eigene Wolke
    listed: [{scope: scs-compatible-iaas, as: certified}]
  - group: nord
    name: Nordwolke
    listed: [{scope: scs-compatible-iaas, as: voluntary}]
`

describe('what everybody may know of what is tested', () => {
  const rows: readonly (readonly [
    title: string,
    account: { subject: string; group?: string },
    name: string | undefined,
  ])[] = [
    ['a listed subject has the name of its listing', { subject: 'own' }, 'Eigene Wolke'],
    ['a member of a listed group has its own', { subject: 'nord-1', group: 'nord' }, 'nord-1'],
    ['what is not listed has none', { subject: 'secret' }, undefined],
    ['a member of another group has none', { subject: 'sued-1', group: 'sued' }, undefined],
  ]
  const listing = parseListing(LISTING, 'listing.yaml', SCOPES)
  const [iaas, kaas] = ['scs-compatible-iaas', 'scs-compatible-kaas'].map((slug) => SCOPES.find(slug))
  assert.ok(iaas && kaas)
  for (const [title, account, name] of rows) {
    test(title, () => {
      assert.equal(publicName(listing, { ...account, display: {} }, iaas), name)
      assert.equal(publicName(listing, { ...account, display: {} }, kaas), undefined)
      assert.equal(publicName({ isConfigured: false, entries: [] }, { ...account, display: {} }, kaas), account.subject)
    })
  }
})
