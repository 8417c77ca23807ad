import { judgeTable } from '#testcases/judge-table.ts'
import { consoleOf, stoppedAt } from './console-of.ts'
import { testcase } from './scs-0101-fips-test.ts'

const failures = (count: number) => consoleOf(`_scs-test-fips-test: rngtest: FIPS 140-2 failures: ${count}`)

judgeTable(testcase, [
  { name: 'no failed block', facts: { entropyConsole: failures(0) }, verdict: 'PASS', warnsAbout: [] },
  { name: 'three failed blocks', facts: { entropyConsole: failures(3) }, verdict: 'PASS', warnsAbout: [] },
  {
    name: 'four failed blocks, worth a word',
    facts: { entropyConsole: failures(4) },
    verdict: 'PASS',
    warnsAbout: ['virtual machine from Debian 13'],
  },
  {
    name: 'five failed blocks, which only the text of the supplement forbids',
    facts: { entropyConsole: failures(5) },
    verdict: 'PASS',
    warnsAbout: ['virtual machine from Debian 13'],
  },
  {
    name: 'six failed blocks',
    facts: { entropyConsole: failures(6) },
    verdict: 'FAIL',
    about: ['virtual machine from Debian 13'],
    warnsAbout: [],
  },
  { name: 'a thousand failed blocks', facts: { entropyConsole: failures(1000) }, verdict: 'FAIL' },
  {
    name: 'a test that does not say how many blocks failed',
    facts: { entropyConsole: consoleOf('_scs-test-fips-test: rngtest: FIPS 140-2 successes: 1000') },
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  { name: 'no network to boot in', facts: { entropyConsole: stoppedAt('network') }, verdict: 'ABORT' },
])
