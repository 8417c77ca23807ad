import type { Command } from 'commander'
import type { CommandContext } from './command-context.ts'

interface CommandEntry {
  readonly summary: string
  /** Not for people, and so not among those that the help lists. */
  readonly isHidden?: true
  readonly load: () => Promise<{ command(context: CommandContext): Command }>
}

/** Every command of `siegel`. Each is loaded only when it is called, so that none pays for another's libraries. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  check: { summary: 'check a cloud against the standards', load: () => import('./check.ts') },
  compare: { summary: 'what fails now and did not before', load: () => import('./compare.ts') },
  doctor: { summary: 'find out what would hinder a check', load: () => import('./doctor.ts') },
  list: { summary: 'list testcases', load: () => import('./list.ts') },
  explain: { summary: 'explain one testcase', load: () => import('./explain.ts') },
  plan: { summary: 'say what to do so that failing testcases turn green', load: () => import('./plan.ts') },
  clean: { summary: 'remove what killed runs have left in a cloud', load: () => import('./clean.ts') },
  provision: { summary: 'make and remove the clusters that are tested', load: () => import('./provision.ts') },
  judge: { summary: 'judge saved facts again, without a cloud', load: () => import('./judge.ts') },
  evidence: { summary: 'show, withhold and send evidence bundles', load: () => import('./evidence.ts') },
  ready: { summary: 'say whether a cloud is ready for a scope version', load: () => import('./ready.ts') },
  preview: { summary: 'say who would fall by a draft of a scope', load: () => import('./preview.ts') },
  sign: { summary: 'sign a report', load: () => import('./sign.ts') },
  verify: { summary: 'verify the signature of a report', load: () => import('./verify.ts') },
  submit: { summary: 'send a signed report to a monitor', load: () => import('./submit.ts') },
  flavor: { summary: 'parse, describe and make flavor names', load: () => import('./flavor.ts') },
  serve: { summary: 'run the monitor', load: () => import('./serve.ts') },
  publish: { summary: 'copy what a monitor shows', load: () => import('./publish.ts') },
  account: { summary: 'administer accounts of a running monitor', load: () => import('./account.ts') },
  backup: { summary: 'save everything that a monitor holds', load: () => import('./backup.ts') },
  restore: { summary: 'make a database from a backup', load: () => import('./restore.ts') },
  'import-monitor': { summary: 'take over the data of the predecessor', load: () => import('./import-monitor.ts') },
  log: { summary: 'verify and witness transparency logs; their keys', load: () => import('./log.ts') },
  'practice-cloud': { summary: 'run a cloud to practise on', load: () => import('./practice-cloud.ts') },
  'replay-process': {
    summary: 'judge again, for another process of Siegel',
    isHidden: true,
    load: () => import('./replay-process.ts'),
  },
  demo: { summary: 'show the whole story on this machine', load: () => import('./demo.ts') },
}
