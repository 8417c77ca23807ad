import { placeholdersOf } from '../placeholders-of.ts'
import type { ImageProperties, Plan, PlannedFlavor, PlanStep } from '../plan.ts'
import { isPlaceholder, type Placeholder, type PlanValue } from '../plan-value.ts'
import { onOneLine } from './on-one-line.ts'
import { quoteForShell } from './quote-for-shell.ts'
import { stepVariable } from './step-variable.ts'
import { byHandTitle, planTitle, stepTitle, turnsGreenLine } from './step-words.ts'

/**
 * The plan as a script for a POSIX shell that calls the OpenStack client (python-openstackclient 6 or newer). It stops
 * at the first error, and at once while something that only the operator knows is not filled in.
 */
export function openstackScript(plan: Plan): string {
  const asked = plan.steps.flatMap((step) => askedOf(step).map((placeholder) => ({ step, placeholder })))
  const lines = [
    '#!/bin/sh',
    `# ${planTitle(plan)}.`,
    '# Made by `siegel plan`: read it before you run it. It needs the OpenStack client and the rights of an administrator',
    '# (export OS_CLOUD=NAME chooses the cloud).',
    'set -eu',
  ]
  if (asked.length > 0) {
    lines.push('', '# Fill in what only you know:')
    for (const { step, placeholder } of asked) {
      lines.push(`# ${onOneLine(placeholder.meaning)}`, `${stepVariable(step, placeholder)}=''`)
    }
    lines.push('', ...asked.map(({ step, placeholder }) => `: "\${${stepVariable(step, placeholder)}:?fill it in}"`))
  }
  for (const step of plan.steps) {
    lines.push('', `# ${step.id}: ${stepTitle(step)}`, `# ${turnsGreenLine(step)}`)
    lines.push(...step.cautions.map((caution) => `# ${onOneLine(caution)}`), ...openstackCommands(step))
  }
  if (plan.byHand.length > 0) {
    lines.push('', '# A person has to do or to decide:', ...plan.byHand.map((item) => `# - ${byHandTitle(item)}`))
  }
  return `${lines.join('\n')}\n`
}

/** The calls of the OpenStack client for one step; what is to be filled in stands there as a variable. */
export function openstackCommands(step: PlanStep): string[] {
  return callsOf(step).map(({ words, options, operands }) => {
    // An operand that begins with a hyphen would be taken for an option.
    const end = operands.some((operand) => operand.startsWith('-')) ? ['--'] : []
    return ['openstack', ...words, ...options, ...end, ...operands].join(' ')
  })
}

interface Call {
  readonly words: readonly string[]
  /** Quoted. */
  readonly options: readonly string[]
  /** Quoted. */
  readonly operands: readonly string[]
}

function callsOf(step: PlanStep): Call[] {
  const { action, object } = step
  const id = quoteForShell(object.id ?? object.name)
  const word = (value: PlanValue) => wordFor(step, value)
  switch (action.kind) {
    case 'create-flavor':
      return [createFlavor(action.flavor)]
    case 'replace-flavor': {
      const deletion = { words: ['flavor', 'delete'], options: [], operands: [id] }
      const creation = createFlavor(action.flavor)
      return action.flavor.name === object.name ? [deletion, creation] : [creation, deletion]
    }
    case 'set-extra-specs': {
      const unset = action.unset.map((key) => `--property ${quoteForShell(key)}`)
      const set = propertyOptions(step, action.set)
      return [
        ...(unset.length > 0 ? [{ words: ['flavor', 'unset'], options: unset, operands: [id] }] : []),
        ...(set.length > 0 ? [{ words: ['flavor', 'set'], options: set, operands: [id] }] : []),
      ]
    }
    case 'set-image-properties':
      return [{ words: ['image', 'set'], options: imageOptions(step, action.set), operands: [id] }]
    case 'rename-image':
      return [{ words: ['image', 'set'], options: [`--name=${quoteForShell(action.name)}`], operands: [id] }]
    case 'show-image':
      return [{ words: ['image', 'set'], options: ['--unhidden'], operands: [id] }]
    case 'provide-image': {
      const format = ['--public', '--disk-format qcow2', '--container-format bare', `--file=${word(IMAGE_FILE)}`]
      const options = [...format, ...imageOptions(step, action.properties)]
      return [{ words: ['image', 'create'], options, operands: [word(action.name)] }]
    }
    case 'set-volume-type-description':
      return [
        {
          words: ['volume', 'type', 'set'],
          options: [`--description=${quoteForShell(action.description)}`],
          operands: [id],
        },
      ]
    case 'delete-security-group-rule':
      return [{ words: ['default', 'security', 'group', 'rule', 'delete'], options: [], operands: [id] }]
    case 'register-service': {
      const type = quoteForShell(action.type)
      const service = { words: ['service', 'create'], options: [`--name=${word(action.name)}`], operands: [type] }
      const endpoint = {
        words: ['endpoint', 'create'],
        options: [`--region=${word(action.region)}`],
        operands: [type, action.interface, word(action.url)],
      }
      return action.isNew ? [service, endpoint] : [endpoint]
    }
  }
}

const IMAGE_FILE: Placeholder = { name: 'FILE', meaning: 'the file with the image, in the format qcow2', sample: '' }

function askedOf(step: PlanStep): Placeholder[] {
  return step.action.kind === 'provide-image'
    ? [...placeholdersOf(step.action), IMAGE_FILE]
    : placeholdersOf(step.action)
}

function createFlavor({ name, vcpus, ramMiB, diskGiB, isPublic, extraSpecs }: PlannedFlavor): Call {
  const figures = [`--vcpus ${vcpus}`, `--ram ${ramMiB}`, `--disk ${diskGiB}`, isPublic ? '--public' : '--private']
  const properties = Object.entries(extraSpecs).map(([key, value]) => `--property ${quoteForShell(`${key}=${value}`)}`)
  return { words: ['flavor', 'create'], options: [...figures, ...properties], operands: [quoteForShell(name)] }
}

function imageOptions(step: PlanStep, { min_disk: minDisk, min_ram: minRam, ...others }: ImageProperties): string[] {
  return [
    ...(minDisk === undefined ? [] : [`--min-disk ${wordFor(step, minDisk)}`]),
    ...(minRam === undefined ? [] : [`--min-ram ${wordFor(step, minRam)}`]),
    ...propertyOptions(step, others),
  ]
}

function propertyOptions(step: PlanStep, values: ImageProperties): string[] {
  return Object.entries(values).map(([key, value]) =>
    isPlaceholder(value)
      ? `--property ${quoteForShell(`${key}=`)}${wordFor(step, value)}`
      : `--property ${quoteForShell(`${key}=${value}`)}`,
  )
}

function wordFor(step: PlanStep, value: PlanValue): string {
  return isPlaceholder(value) ? `"$${stepVariable(step, value)}"` : quoteForShell(value)
}
