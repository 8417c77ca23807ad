import assert from 'node:assert/strict'

export interface Series {
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
  readonly value: number
}

export interface Family {
  readonly name: string
  readonly type: string
  readonly help: string
  readonly series: readonly Series[]
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/
const LINE =
  /^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>.*)\})? (?<value>[-+]?(?:\d[\d.]*(?:e[-+]?\d+)?|Inf|NaN))$/
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y

/**
 * Reads the text format 0.0.4 of Prometheus as strictly as its documentation has it, and checks what Prometheus recommends:
 * HELP and TYPE before the samples, families not torn apart, no series twice, counters end in `_total`, base units, and
 * histograms whose buckets grow up to `+Inf`, which equals the count.
 */
export function parsePrometheus(text: string): Map<string, Family> {
  assert.ok(text.endsWith('\n'), 'the last line has to end')
  const families = new Map<string, { name: string; type: string; help: string; series: Series[] }>()
  let current: { name: string; type: string; help: string; series: Series[] } | undefined
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? []
    if (kind === 'HELP') {
      assert.match(name, NAME)
      assert.ok(!families.has(name), `${name} is torn apart`)
      current = { name, help: rest, type: '', series: [] }
      families.set(name, current)
    } else if (kind === 'TYPE') {
      assert.ok(current?.name === name && current.series.length === 0, line)
      assert.match(rest, /^(?:counter|gauge|histogram|summary|untyped)$/)
      current.type = rest
    } else {
      assert.ok(current && current.type !== '', `sample before HELP and TYPE: ${line}`)
      const series = parseSample(line)
      const suffix = series.name.slice(current.name.length)
      assert.ok(series.name.startsWith(current.name), line)
      assert.ok((current.type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']).includes(suffix), line)
      current.series.push(series)
    }
  }
  for (const family of families.values()) checkFamily(family)
  return families
}

function parseSample(line: string): Series {
  const { name = '', labels = '', value = '' } = LINE.exec(line)?.groups ?? {}
  assert.notEqual(name, '', `no sample: ${line}`)
  const parsed = new Map<string, string>()
  LABEL.lastIndex = 0
  while (LABEL.lastIndex < labels.length) {
    const [, label = '', text = ''] = LABEL.exec(labels) ?? assert.fail(`labels of ${line}`)
    assert.ok(!parsed.has(label), `label ${label} twice: ${line}`)
    parsed.set(
      label,
      text.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter)),
    )
  }
  return { name, labels: parsed, value: Number(value.replace('Inf', 'Infinity')) }
}

function checkFamily({ name, type, series }: Family): void {
  const keys = series.map((one) => JSON.stringify([one.name, [...one.labels].toSorted()]))
  assert.equal(new Set(keys).size, keys.length, `a series of ${name} is there twice`)
  if (type === 'counter') assert.match(name, /_total$/)
  assert.doesNotMatch(name, /(?:_ms|_milliseconds|_minutes|_hours|_days|_kb|_mb|_percent)(?:_|$)/i)
  if (type !== 'histogram') return
  const withoutLe = ({ labels }: Series) => JSON.stringify([...labels].filter(([label]) => label !== 'le'))
  for (const group of Map.groupBy(series, withoutLe).values()) {
    const buckets = group.filter((one) => one.name === `${name}_bucket`)
    const bounds = buckets.map(({ labels }) => Number(String(labels.get('le')).replace('Inf', 'Infinity')))
    assert.deepEqual(
      bounds,
      bounds.toSorted((a, b) => a - b),
    )
    assert.equal(bounds.at(-1), Number.POSITIVE_INFINITY)
    const counts = buckets.map(({ value }) => value)
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    )
    assert.equal(group.find((one) => one.name === `${name}_count`)?.value, counts.at(-1))
    assert.ok(group.some((one) => one.name === `${name}_sum`))
  }
}
