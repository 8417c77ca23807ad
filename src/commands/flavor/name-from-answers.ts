import type { FlavorName } from '#facts/derived/flavor-name/flavor-name.ts'
import { parseFlavorName } from '#facts/derived/flavor-name/parse-flavor-name.ts'
import type { Answers } from './flavor-questions.ts'

/** Puts the answers together by the grammar and lets the parser have the last word. */
export function nameFromAnswers(answers: Answers): FlavorName {
  const text = (key: string, prefix = '', suffix = '') =>
    answers[key] === undefined ? '' : `${prefix}${answers[key]}${suffix}`
  const mark = (key: string, sign: string) => (answers[key] === undefined ? '' : sign)
  const size = answers.disk === 'any' ? '' : text('disk')
  const disk = answers.disk === undefined ? '' : `-${text('disks', '', 'x')}${size}${text('diskType')}`
  const cpu = `${text('cpu', '_')}${text('cpuGeneration')}${text('cpuFrequency')}`
  const gpuDevice = `${text('gpu', '_')}${text('gpuVendor')}${text('gpuGeneration')}`
  const gpuMemory = `${text('gpuMemory', '-')}${mark('gpuHighBandwidth', 'h')}`
  const gpuUnits = `${text('gpuUnits', '-')}${text('gpuClock')}${gpuMemory}`
  return parseFlavorName(
    [
      `SCS-${text('cpus')}${text('cpuType')}${mark('insecureCpu', 'i')}`,
      `-${text('ram')}${mark('withoutEcc', 'u')}${mark('oversubscribedRam', 'o')}${disk}`,
      `${text('hypervisor', '_')}${mark('hardwareVirtualisation', '_hwv')}${cpu}${gpuDevice}${gpuUnits}`,
      mark('infiniband', '_ib'),
    ].join(''),
  )
}
