import { judgeTable } from '#testcases/judge-table.ts'
import { consoleOf, stoppedAt } from './console-of.ts'
import { testcase } from './scs-0101-entropy-avail.ts'

const FULL = '_scs-test-entropy-avail: 256'
const LOW = '_scs-test-entropy-avail: 128'
const onImage = (distribution: string, version: string) => ({
  ...consoleOf(LOW),
  image: { id: 'i2', name: `${distribution} ${version}`, distribution, version },
})

judgeTable(testcase, [
  { name: 'all entropy that the kernel can hold', facts: { entropyConsole: consoleOf(FULL) }, verdict: 'PASS' },
  {
    name: 'half of it',
    facts: { entropyConsole: consoleOf(LOW) },
    verdict: 'FAIL',
    about: ['virtual machine from Debian 13'],
    codes: ['entropy-not-full'],
  },
  {
    name: 'half of it on an image whose kernel knows no better',
    facts: { entropyConsole: onImage('Debian', 'bullseye') },
    verdict: 'FAIL',
    codes: ['entropy-of-old-kernel'],
  },
  {
    name: 'half of it on an old Ubuntu',
    facts: { entropyConsole: onImage('ubuntu', '22.04') },
    verdict: 'FAIL',
    codes: ['entropy-of-old-kernel'],
  },
  {
    name: 'half of it on an old image that says it has a new kernel',
    facts: { entropyConsole: { ...onImage('ubuntu', '22.04'), run: consoleOf(LOW, '_scs-test-kernel: 6.8.0-31').run } },
    verdict: 'FAIL',
    codes: ['entropy-not-full'],
  },
  {
    name: 'half of it on a new image that says it has an old kernel',
    facts: { entropyConsole: consoleOf(LOW, '_scs-test-kernel: 5.10.0-33-amd64') },
    verdict: 'FAIL',
    codes: ['entropy-of-old-kernel'],
  },
  {
    name: 'half of it on an image nobody knows',
    facts: { entropyConsole: { ...consoleOf(LOW), image: null } },
    verdict: 'FAIL',
    about: ['virtual machine from an unknown image'],
    codes: ['entropy-not-full'],
  },
  { name: 'a number that only begins right', facts: { entropyConsole: consoleOf(`${FULL}0`) }, verdict: 'FAIL' },
  {
    name: 'nothing printed about it',
    facts: { entropyConsole: consoleOf('_scs-test-kernel: 6.1.0') },
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'no end mark in time, although the number was printed',
    facts: {
      entropyConsole: { ...consoleOf(), run: { state: 'printed', hasEnded: false, waitedSeconds: 300, lines: [FULL] } },
    },
    verdict: 'ABORT',
    abortClass: 'time-out',
  },
  {
    name: 'a script that could not be run',
    facts: { entropyConsole: consoleOf(FULL, '2026 - util.py[WARNING]: Failed to run module scripts-user (x)') },
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'no image to start',
    facts: { entropyConsole: stoppedAt('image') },
    verdict: 'ABORT',
    abortClass: 'provider-error',
  },
  { name: 'a machine that does not boot', facts: { entropyConsole: stoppedAt('boot') }, verdict: 'ABORT' },
])
