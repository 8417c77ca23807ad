import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CI = join(ROOT, 'deploy', 'ci')
const RUN = join(CI, 'check-for-new-failures.sh')

function load(path: string): unknown {
  const documents = parseAllDocuments(readFileSync(join(CI, path), 'utf8'), { version: '1.2' })
  assert.equal(documents.length, 1)
  const [document] = documents
  assert.ok(document !== undefined && 'errors' in document)
  assert.deepEqual([...document.errors, ...document.warnings], [])
  return document.toJS()
}

const compositeSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  inputs: z.record(
    z.string().regex(/^[a-z-]+$/),
    z.strictObject({ description: z.string(), required: z.boolean().optional(), default: z.string().optional() }),
  ),
  runs: z.strictObject({
    using: z.literal('composite'),
    steps: z.array(
      z.union([
        z.strictObject({
          name: z.string(),
          shell: z.string(),
          env: z.record(z.string(), z.string()),
          run: z.string(),
        }),
        z.strictObject({
          name: z.string(),
          if: z.string().optional(),
          uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/),
          with: z.record(z.string(), z.union([z.string(), z.boolean()])),
        }),
      ]),
    ),
  }),
})

const gitlabSchema = z.strictObject({
  '.siegel': z.strictObject({
    image: z.string(),
    variables: z.record(z.string().regex(/^SIEGEL_[A-Z]+$/), z.string()),
    before_script: z.array(z.string()),
    script: z.array(z.string()),
    artifacts: z.strictObject({
      when: z.literal('always'),
      expire_in: z.string(),
      paths: z.array(z.string()),
      reports: z.strictObject({ junit: z.string() }),
    }),
    resource_group: z.string(),
    timeout: z.string(),
  }),
})

const zuulSchema = z.array(
  z.union([
    z.strictObject({
      job: z.looseObject({
        name: z.string(),
        'pre-run': z.string(),
        run: z.string(),
        'post-run': z.string(),
        'cleanup-run': z.string(),
        vars: z.record(z.string(), z.unknown()),
      }),
    }),
    z.strictObject({ semaphore: z.strictObject({ name: z.string(), max: z.number() }) }),
  ]),
)

const playbookSchema = z.array(
  z.strictObject({
    name: z.string(),
    hosts: z.string(),
    vars: z.record(z.string(), z.unknown()).optional(),
    tasks: z.array(z.looseObject({ name: z.string() })).min(1),
  }),
)

describe('definitions for CI', () => {
  test('GitHub: the action uses the inputs that it declares, and none of them inside a script', () => {
    const action = compositeSchema.parse(load('github/action.yml'))
    const text = readFileSync(join(CI, 'github', 'action.yml'), 'utf8')
    const used = [...text.matchAll(/\binputs\.([a-z-]+)/g)].map(([, name]) => name ?? '')
    assert.deepEqual([...new Set(used)].toSorted(), Object.keys(action.inputs).toSorted())
    for (const step of action.runs.steps) if ('run' in step) assert.doesNotMatch(step.run, /\$\{\{/)
    const workflow = z.looseObject({ jobs: z.record(z.string(), z.looseObject({ steps: z.array(z.unknown()) })) })
    const { jobs } = workflow.parse(load('github/example-workflow.yml'))
    const stepSchema = z.looseObject({ with: z.record(z.string(), z.unknown()).optional() })
    const given = Object.keys(stepSchema.parse(jobs.check?.steps.at(-1)).with ?? {})
    for (const name of given) assert.ok(name in action.inputs, name)
  })

  test('GitLab: the template keeps what the run writes', () => {
    const { '.siegel': job } = gitlabSchema.parse(load('gitlab/siegel.gitlab-ci.yml'))
    const [script] = job.script
    for (const [, name] of script?.matchAll(/\$(SIEGEL_\w+)/g) ?? []) assert.ok((name ?? '') in job.variables, name)
    assert.match(script ?? '', / siegel-report /)
    assert.deepEqual(job.artifacts.paths, ['siegel-report/'])
  })

  test('Zuul: every playbook that the job names is there, and uses variables that are set', () => {
    const entries = zuulSchema.parse(load('zuul/jobs.yaml'))
    const jobs = entries.flatMap((entry) => ('job' in entry ? [entry.job] : []))
    assert.equal(jobs.length, 1)
    for (const job of jobs) {
      const named = [job['pre-run'], job.run, job['post-run'], job['cleanup-run']]
      assert.deepEqual(
        named.toSorted(),
        readdirSync(join(CI, 'zuul', 'playbooks'))
          .map((name) => `playbooks/${name}`)
          .toSorted(),
      )
      for (const playbook of named) {
        playbookSchema.parse(load(join('zuul', playbook)))
        const text = readFileSync(join(CI, 'zuul', playbook), 'utf8')
        for (const [, name] of text.matchAll(/\{\{ (siegel_(?:subjects|config|baseline|sections))\b/g)) {
          assert.ok((name ?? '') in job.vars, name)
        }
      }
    }
  })

  test('the shell script is one for every shell', () => {
    execFileSync('sh', ['-n', RUN])
    assert.match(readFileSync(RUN, 'utf8'), /^#!\/bin\/sh\n/)
  })
})

describe('a check in CI', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-ci-'))
  after(() => rmSync(folder, { recursive: true }))

  async function runScript(
    command: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<{ exitCode: number | null; text: string }> {
    const [program = 'sh', ...programArguments] = command
    const child = spawn(program, programArguments, {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', HOME: folder, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (more: string) => {
        text += more
      })
    }
    const [exitCode] = (await once(child, 'close')) as [number | null]
    return { exitCode, text }
  }

  test('fails only on what fails newly, and keeps the reports', async () => {
    const clock = () => new Date()
    const healthy = await startPracticeCloud({ clock })
    const flawed = await startPracticeCloud({ clock, defects: ['flavor-missing:SCS-1V-4'] })
    try {
      writeFileSync(join(folder, 'siegel.yaml'), "subjects: {cloud: {os_cloud: practice, testcases: ['scs-0103-*']}}\n")
      const baseline = join(folder, '.siegel', 'baseline.json')
      const output = join(folder, 'siegel-report')
      const check = (cloud: typeof healthy) => {
        writeFileSync(join(folder, 'clouds.yaml'), cloud.cloudsYaml('practice'))
        return runScript([RUN, '.siegel/baseline.json', 'siegel-report', 'all', '--config', 'siegel.yaml'], {
          SIEGEL: join(ROOT, 'siegel'),
        })
      }
      const accept = () => {
        mkdirSync(dirname(baseline), { recursive: true })
        copyFileSync(join(output, 'result.json'), baseline)
      }
      assert.equal((await check(flawed)).exitCode, 1, 'without a baseline every failure counts')
      accept()
      assert.equal((await check(flawed)).exitCode, 0, 'what failed before is no news')
      assert.equal((await check(healthy)).exitCode, 0)
      accept()
      const worse = await check(flawed)
      assert.equal(worse.exitCode, 1)
      assert.match(worse.text, /Fails newly\n +✘ cloud: scs-0103-flavor-1v-4/)
      for (const name of ['result.json', 'junit.xml', 'cloud.yaml', 'cloud.facts.json']) {
        assert.ok(existsSync(join(output, name)), name)
      }
      writeFileSync(join(folder, 'siegel.yaml'), 'subjects: {cloud: {os_cloud: absent}}\n')
      assert.equal((await check(healthy)).exitCode, 3, 'a run that was lost is no success')
    } finally {
      await Promise.all([healthy.stop(), flawed.stop()])
    }
  })

  test('on GitHub leaves no access data behind', async () => {
    const cloud = await startPracticeCloud({ clock: () => new Date() })
    try {
      const { runs } = compositeSchema.parse(load('github/action.yml'))
      const step = runs.steps.find((one) => 'run' in one)
      assert.ok(step !== undefined && 'run' in step)
      writeFileSync(join(folder, 'siegel.yaml'), 'subjects: {cloud: {os_cloud: practice}}\n')
      const temporary = join(folder, 'runner')
      mkdirSync(temporary)
      rmSync(join(folder, 'clouds.yaml'), { force: true })
      const { exitCode, text } = await runScript(['sh', '-e', '-c', step.run], {
        ACTION_PATH: join(CI, 'github'),
        RUNNER_TEMP: temporary,
        CLOUDS_YAML: cloud.cloudsYaml('practice'),
        SUBJECTS: 'all',
        CONFIG: 'siegel.yaml',
        BASELINE: 'none.json',
        SECTION: 'light',
      })
      assert.equal(exitCode, 0, text)
      assert.deepEqual(readdirSync(temporary), ['siegel'])
    } finally {
      await cloud.stop()
    }
  })
})
