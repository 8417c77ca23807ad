import type { ReadyItem, ReadyList } from '#report/replay/preview.ts'
import { fold } from '#vocabulary/verdict.ts'
import { findingText } from './finding-text.ts'
import type { Paint } from './paint.ts'
import { printable } from './printable.ts'
import { READY_WORDS } from './words.ts'

const FINDINGS_SHOWN = 3
const BOXES = { PASS: '[x]', FAIL: '[ ]', ABORT: '[?]', MISS: '[-]' } as const

/** Is the subject ready for a scope version? A check list for a terminal or a merge request, ticked. */
export function readyLines(list: ReadyList, paint: Paint): string[] {
  const counts = (['PASS', 'FAIL', 'ABORT', 'MISS'] as const).map((standing) => {
    return `${list.items.filter((item) => item.standing === standing).length} ${READY_WORDS[standing]}`
  })
  const isReady = fold(list.items.map(({ standing }) => standing)) === 'PASS'
  return [
    '',
    paint.bold(printable(`${list.subject}: ready for ${list.scope} ${list.version}? ${isReady ? 'yes' : 'not yet'}`)),
    `${counts.join(', ')}; as of ${list.at}, from evidence of ${list.checkedAt}`,
    '',
    ...list.items.flatMap((item) => itemLines(item, paint)),
  ]
}

function itemLines(item: ReadyItem, paint: Paint): string[] {
  const head = `- ${paint.standing(item.standing, BOXES[item.standing])} ${item.testcase}: ${printable(item.title)}`
  if (item.standing === 'PASS') return [head]
  const shown = item.findings.slice(0, FINDINGS_SHOWN).map((finding) => `  - ${printable(findingText(finding))}`)
  const more = item.findings.length + item.omitted - shown.length
  return [
    head,
    ...shown,
    ...(more > 0 ? [`  - and ${more} more`] : []),
    ...(item.reason ? [`  - ${printable(item.reason.detail)}`] : []),
    ...(item.judgedBy === 'person' ? [`  - ${READY_WORDS.person}`] : []),
    ...(item.judgedBy === 'nobody yet' ? [`  - ${READY_WORDS.nobody}`] : []),
    ...(item.standing === 'FAIL' ? [`  - ${READY_WORDS.remedy}: ${printable(item.remedy)}`] : []),
  ]
}
