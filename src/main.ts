import { homedir } from 'node:os'
import { runCommandLine } from '#commands/run-command-line.ts'

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort(signal))
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  clock: () => new Date(),
  environment: process.env,
  workingDirectory: process.cwd(),
  homeDirectory: homedir(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
})
