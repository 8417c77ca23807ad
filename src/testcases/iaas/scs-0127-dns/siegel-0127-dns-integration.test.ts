import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0127-dns-integration.ts'

judgeTable(testcase, [
  { name: 'the extension itself', facts: { networkExtensions: ['router', 'dns-integration'] }, verdict: 'PASS' },
  { name: 'a later one that includes it', facts: { networkExtensions: ['dns-domain-ports'] }, verdict: 'PASS' },
  { name: 'the last one', facts: { networkExtensions: ['dns-integration-domain-keywords'] }, verdict: 'PASS' },
  { name: 'other extensions', facts: { networkExtensions: ['router'] }, verdict: 'FAIL', about: ['service network'] },
  { name: 'no extensions', facts: { networkExtensions: [] }, verdict: 'FAIL', codes: ['extension-missing'] },
])
