import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prometheusText } from './prometheus-text.ts'

test('metrics are written as Prometheus reads them', () => {
  const text = prometheusText([
    { name: 'a', help: 'What a is', type: 'gauge', samples: [{ labels: { subject: 'x"\\\n' }, value: 1.5 }] },
    { name: 'b', help: 'What b is', type: 'histogram', samples: [{ suffix: '_count', labels: {}, value: 2 }] },
  ])
  assert.equal(
    text,
    '# HELP a What a is\n# TYPE a gauge\na{subject="x\\"\\\\\\n"} 1.5\n# HELP b What b is\n# TYPE b histogram\nb_count 2\n',
  )
})
