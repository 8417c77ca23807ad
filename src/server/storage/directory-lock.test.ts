import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { lockDirectory } from './directory-lock.ts'

const MODULE = new URL('./directory-lock.ts', import.meta.url).href

describe('lock of the data directory', () => {
  const directory = mkdtempSync(join(tmpdir(), 'siegel-lock-'))
  after(() => rmSync(directory, { recursive: true }))

  test('another process is refused until the holder ends, also by kill -9', async (context) => {
    const code = `
      const { lockDirectory } = await import(${JSON.stringify(MODULE)})
      lockDirectory(${JSON.stringify(directory)})
      // The lock must outlive whatever the garbage collector thinks of its handle.
      gc()
      await new Promise((resolve) => setTimeout(resolve, 50))
      gc()
      console.log('locked')
      setInterval(() => {}, 1000)
    `
    const holder = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    context.after(() => holder.kill('SIGKILL'))
    await once(holder.stdout, 'data')
    assert.throws(() => lockDirectory(directory), { code: 'SERVER_DATA_LOCKED', place: directory })
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    lockDirectory(directory).release()
    lockDirectory(directory).release()
  })

  test('a directory that cannot be made is named', () => {
    const file = join(directory, 'file')
    writeFileSync(file, '')
    assert.throws(() => lockDirectory(join(file, 'data')), { code: 'SERVER_DATA_UNUSABLE' })
  })
})
