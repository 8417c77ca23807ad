import assert from 'node:assert/strict'

export interface ParsedComponent {
  readonly name: string
  readonly properties: ReadonlyMap<string, string>
  readonly components: readonly ParsedComponent[]
}

const LINE =
  /^(?<name>[A-Z][A-Z0-9-]*)(?<parameters>(?:;[A-Z-]+=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*))*):(?<value>[^\p{Cc}]*)$/u
const TEXTS = new Set(['SUMMARY', 'DESCRIPTION', 'NAME', 'X-WR-CALNAME'])

/** Reads a calendar as strictly as RFC 5545 words it, and fails the test where it departs from that. */
export function parseCalendar(text: string): ParsedComponent {
  assert.ok(text.endsWith('\r\n'), 'the last line ends')
  const physical = text.slice(0, -2).split('\r\n')
  for (const line of physical) {
    assert.ok(Buffer.byteLength(line) <= 75, `a line of ${Buffer.byteLength(line)} octets`)
    assert.doesNotMatch(line, /[\r\n]/, 'line ends are CRLF')
    assert.ok(line.isWellFormed() && !line.includes('\ufffd\ufffd'), 'no character is cut')
  }
  const lines = text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n')
  const stack: { name: string; properties: Map<string, string>; components: ParsedComponent[] }[] = []
  let root: ParsedComponent | undefined
  for (const line of lines) {
    assert.equal(root, undefined, 'nothing follows the calendar')
    const { name = '', value = '' } = LINE.exec(line)?.groups ?? assert.fail(`no content line: ${line.slice(0, 200)}`)
    const current = stack.at(-1)
    if (name === 'BEGIN') {
      const component = { name: value, properties: new Map<string, string>(), components: [] }
      current?.components.push(component)
      stack.push(component)
    } else if (name === 'END') {
      assert.equal(value, current?.name)
      if (stack.length === 1) root = current
      stack.pop()
    } else {
      assert.ok(current, 'properties belong to components')
      assert.ok(!current.properties.has(name), `${name} stands once`)
      current.properties.set(name, TEXTS.has(name) ? unescapeText(value) : value)
    }
  }
  return root ?? assert.fail('the calendar does not end')
}

function unescapeText(value: string): string {
  assert.match(value, /^(?:[^\\;,]|\\[\\;,nN])*$/u, 'texts are escaped')
  return value.replaceAll(/\\(.)/g, (_, character: string) => (character.toLowerCase() === 'n' ? '\n' : character))
}
