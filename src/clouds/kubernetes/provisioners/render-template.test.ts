import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { renderTemplate } from './render-template.ts'

const variables = { name: 'acme', count: '3', off: 'false', empty: '' }

describe('a template', () => {
  for (const [template, expected] of [
    ['a {{ name }} b', 'a acme b'],
    ['{{name}}{{ count | int }}', 'acme3'],
    ["{{ other | default('x y') }}", 'x y'],
    ['{{ other | default(3) | int }}', '3'],
    ["{{ name | default('x') }}", 'acme'],
    ['{% if name %}yes{% else %}no{% endif %}', 'yes'],
    ['{% if other %}{{ other }}{% else %}no{% endif %}', 'no'],
    ['{% if off %}yes{% endif %}.', '.'],
    ['{% if not empty %}yes{% endif %}', 'yes'],
    ['{% if name %}{% if other %}a{% else %}b{% endif %}{% else %}c{% endif %}', 'b'],
    ['{% if other %}{% if name %}a{% else %}b{% endif %}{% else %}c{% endif %}', 'c'],
    ['a {# {{ nothing }} #}b', 'a b'],
    ['no placeholder', 'no placeholder'],
  ] as const) {
    test(`${template} becomes ${expected}`, () => {
      assert.equal(renderTemplate(template, variables, 'f'), expected)
    })
  }

  for (const [template, says] of [
    ['\n{{ other }}', /no variable other/],
    ['{{ constructor }}', /no variable constructor/],
    ['{{ name | int }}', /name is no whole number/],
    ['{{ name | upper }}', /no filter upper/],
    ['{{ name.first }}', /only a variable/],
    ['{% if name == "x" %}{% endif %}', /not understood/],
    ['{% for x in y %}', /not understood/],
    ['{% endif %}', /not understood/],
    ['{% if name %}', /no endif/],
  ] as const) {
    test(`${template.trim()} is refused`, () => {
      assert.throws(() => renderTemplate(template, variables, 'f'), says)
    })
  }
})
