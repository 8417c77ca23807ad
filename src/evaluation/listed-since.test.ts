import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LIFETIMES } from '#vocabulary/lifetime.ts'
import { expiresAt } from './expires-at.ts'
import { listedSince } from './listed-since.ts'

const WEEK_MS = 7 * 86_400_000

describe('the grace period of lists', () => {
  for (const lifetime of LIFETIMES) {
    test(`results for a ${lifetime} are listed until seven days after they expire, on every day of three years`, () => {
      for (let at = Date.UTC(2026, 0, 1, 7); at < Date.UTC(2029, 0, 1); at += 86_400_000) {
        const since = listedSince(lifetime, new Date(at))
        assert.ok(expiresAt(since, lifetime).getTime() + WEEK_MS > at, since.toISOString())
        const before = new Date(since.getTime() - 1)
        assert.ok(expiresAt(before, lifetime).getTime() + WEEK_MS <= at, before.toISOString())
      }
    })
  }
})
