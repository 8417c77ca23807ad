import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { Section } from '#vocabulary/section.ts'
import { parseScope } from './parse-scope.ts'
import { resolveVersion } from './resolve-version.ts'
import type { Scope, TestcaseDefaults } from './scope.ts'
import { SHIPPED_SCOPES } from './shipped-scopes.ts'

const scopes = SHIPPED_SCOPES.map(({ slug, file }) => ({
  slug,
  scope: parseScope(readFileSync(file, 'utf8'), { fileName: slug }),
}))

function catalogue(): { id: string; lifetime: Lifetime; section: Section | null }[] {
  return JSON.parse(readFileSync(new URL('../testcases/catalogue.json', import.meta.url), 'utf8'))
}

function namedTestcases(scope: Scope): string[] {
  return scope.modules.flatMap(({ targets }) => Object.values(targets).flat())
}

describe('the shipped scopes', () => {
  for (const { slug, scope } of scopes) {
    test(`${slug} is called like its file and has a summary for every module and version`, () => {
      assert.equal(scope.slug, slug)
      for (const part of [scope, ...scope.modules, ...scope.versions]) assert.ok(part.summary)
    })
  }

  test('name no testcase that this release lacks', () => {
    const known = new Set(catalogue().map(({ id }) => id))
    const named = new Set(scopes.flatMap(({ scope }) => namedTestcases(scope)))
    assert.deepEqual(
      [...named].filter((id) => !known.has(id)),
      [],
    )
  })

  test('name every official testcase that this release has, so that none is run for nothing', () => {
    const named = new Set(scopes.flatMap(({ scope }) => namedTestcases(scope)))
    // The reference declares the first, too, and puts it into no module; ids that begin with siegel- are not official.
    const isOutside = (id: string) => id === 'scs-0104-image-debian-13' || id.startsWith('siegel-')
    const unnamed = catalogue().filter(({ id }) => !named.has(id) && !isOutside(id))
    assert.deepEqual(unnamed, [])
  })

  test('let heavy Kubernetes testcases live longer than a week', () => {
    const kaas = scopes.find(({ slug }) => slug === 'scs-compatible-kaas')?.scope
    assert.ok(kaas)
    const { testcases } = resolveVersion(kaas, 'v1', new Map())
    assert.deepEqual(
      testcases.map(({ id, lifetime, section }) => [id, lifetime, section]),
      [
        ['cncf-k8s-conformance', 'year', 'heavy'],
        ['version-policy-check', 'week', 'light'],
        ['kaas-networking-check', 'month', 'heavy'],
      ],
    )
  })

  test('let every result for IaaS live a week', () => {
    const defaults: TestcaseDefaults = new Map(catalogue().map((entry) => [entry.id, entry]))
    const iaas = scopes.find(({ slug }) => slug === 'scs-compatible-iaas')?.scope
    assert.ok(iaas)
    for (const { version } of iaas.versions) {
      const { testcases } = resolveVersion(iaas, version, defaults)
      assert.ok(testcases.length > 0)
      for (const { id, lifetime } of testcases) assert.equal(lifetime, 'week', `${version} ${id}`)
    }
  })
})
