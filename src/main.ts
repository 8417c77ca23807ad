import { homedir } from 'node:os'
import { runCommandLine } from '#commands/run-command-line.ts'

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort(signal))
}

// Whoever reads the output may stop reading, as `head` does. That ends neither a run nor its clean-up.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
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
