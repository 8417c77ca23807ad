import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, type TestContext, test } from 'node:test'
import type { Command } from 'commander'
import { makeKey, temporaryFolder } from '#suite/ssh-keygen.fixture.ts'
import type { CommandContext } from './command-context.ts'
import { command as sign } from './sign.ts'
import { command as submit } from './submit.ts'
import { command as verify } from './verify.ts'

/** Runs a command in a folder and returns what it prints. */
async function run(
  command: (context: CommandContext) => Command,
  folder: string,
  commandArguments: readonly string[],
  environment: Record<string, string> = {},
): Promise<string> {
  const stdout = new PassThrough()
  const context: CommandContext = {
    clock: () => new Date('2026-11-21T12:00:00Z'),
    environment,
    workingDirectory: folder,
    homeDirectory: folder,
    stdin: new PassThrough(),
    stdout,
    stderr: new PassThrough(),
    signal: new AbortController().signal,
    exit: () => assert.fail('success is the default'),
  }
  await command(context).parseAsync([...commandArguments], { from: 'user' })
  stdout.end()
  return text(stdout)
}

/** A folder with a report, a key and the file of allowed signers. */
function prepare(context: TestContext) {
  const folder = temporaryFolder(context)
  const key = makeKey(folder, 'key', ['-t', 'ed25519'])
  writeFileSync(join(folder, 'report.yaml'), 'subject: gx-scs\n')
  writeFileSync(
    join(folder, 'signers'),
    `night@example.org namespaces="report" ${key.keyType} ${key.keyBody} night shift\n`,
  )
  return folder
}

describe('sign, verify and submit', () => {
  const verifyArguments = ['report.yaml', '--allowed-signers', 'signers']

  test('an operator signs a report, and verify says who it was', async (context) => {
    const folder = prepare(context)
    assert.match(
      await run(sign, folder, ['report.yaml', '--key', 'key']),
      /report\.yaml\.sig: signed with ssh-ed25519 SHA256:\S+\n$/,
    )
    assert.match(
      await run(verify, folder, verifyArguments),
      /^report\.yaml: signed by night@example\.org \(night shift\) with ssh-ed25519 SHA256:\S+\n$/,
    )
    await run(verify, folder, [...verifyArguments, '--identity', 'night@example.org', '--signature', 'report.yaml.sig'])
    const stranger = run(verify, folder, [...verifyArguments, '--identity', 'day@example.org'])
    await assert.rejects(stranger, { code: 'REPORT_SIGNATURE_KEY_UNKNOWN' })
  })

  test('a report that was changed after signing is neither verified nor sent', async (context) => {
    const folder = prepare(context)
    await run(sign, folder, ['report.yaml', '--key', 'key'])
    writeFileSync(join(folder, 'report.yaml'), 'subject: gx-scs2\n')
    await assert.rejects(run(verify, folder, verifyArguments), { code: 'REPORT_SIGNATURE_WRONG' })
    const environment = { SIEGEL_MONITOR_USER: 'u', SIEGEL_MONITOR_PASSWORD: 'p' }
    const sent = run(submit, folder, ['report.yaml', '--monitor', 'http://127.0.0.1:9'], environment)
    await assert.rejects(sent, { code: 'REPORT_SIGNATURE_STALE' })
    assert.match(await run(sign, folder, ['report.yaml', '--key', 'key']), /in place of an earlier signature/)
    await run(verify, folder, verifyArguments)
  })

  test('a report without signature is neither verified nor sent', async (context) => {
    const folder = prepare(context)
    const missing = { code: 'REPORT_SIGNATURE_MISSING', place: join(folder, 'report.yaml.sig') }
    await assert.rejects(run(verify, folder, verifyArguments), missing)
    writeFileSync(join(folder, 'token'), 'u:p')
    const options = ['--monitor', 'http://127.0.0.1:9', '--password-file', 'token']
    await assert.rejects(run(submit, folder, ['report.yaml', ...options]), missing)
  })

  test('a signed report reaches the monitor with the password from a file', async (context) => {
    const folder = prepare(context)
    writeFileSync(join(folder, 'token'), 'gx-scs:p4ss\n')
    await run(sign, folder, ['report.yaml', '--key', 'key'])
    const bodies: string[] = []
    const server = createServer(async (request, response) => {
      bodies.push(`${request.headers.authorization}\n${await text(request)}`)
      response.writeHead(200).end('null')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    context.after(() => server.close())
    const monitor = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const printed = await run(submit, folder, ['report.yaml', '--monitor', monitor, '--password-file', 'token'])
    assert.equal(printed, `report.yaml: accepted by ${monitor}\n`)
    const signature = readFileSync(join(folder, 'report.yaml.sig'), 'utf8')
    const authorization = `Basic ${Buffer.from('gx-scs:p4ss').toString('base64')}`
    assert.deepEqual(bodies, [`${authorization}\n${signature}&subject: gx-scs\n`])
  })
})
