import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { CodedError } from '#vocabulary/coded-error.ts'
import { askPracticeCloud, signIn } from './ask-practice-cloud.ts'
import { startPracticeCloud } from './start-practice-cloud.ts'

const CLOCK = () => new Date('2026-11-21T12:00:00Z')

describe('A practice cloud', () => {
  it('remembers each call with its status, and whether a token came with it', async () => {
    const cloud = await startPracticeCloud({ clock: CLOCK })
    try {
      const { header } = await signIn(cloud)
      await askPracticeCloud(cloud, '/image/v2/images?limit=1', { headers: header })
      await askPracticeCloud(cloud, '/compute/')
      const host = cloud.url.slice('http://'.length)
      assert.deepEqual(cloud.calls, [
        { method: 'POST', path: '/identity/v3/auth/tokens', status: 201, sentToken: false, host },
        { method: 'GET', path: '/image/v2/images?limit=1', status: 200, sentToken: true, host },
        { method: 'GET', path: '/compute/', status: 200, sentToken: false, host },
      ])
    } finally {
      await cloud.stop()
    }
  })

  it('listens on the wanted port of the loopback only, and says when that is taken', async () => {
    const cloud = await startPracticeCloud({ clock: CLOCK })
    try {
      assert.match(cloud.url, /^http:\/\/127\.0\.0\.1:\d+$/)
      const port = Number(new URL(cloud.url).port)
      await assert.rejects(
        startPracticeCloud({ clock: CLOCK, port }),
        (error) => error instanceof CodedError && error.code === 'PRACTICE_PORT_UNAVAILABLE',
      )
    } finally {
      await cloud.stop()
    }
  })

  it('does not start with an unknown defect', async () => {
    await assert.rejects(
      startPracticeCloud({ clock: CLOCK, defects: ['no-such'] }),
      (error) => error instanceof CodedError && error.code === 'PRACTICE_DEFECT_UNKNOWN',
    )
  })

  it('ends at once, even while a request hangs', async () => {
    const cloud = await startPracticeCloud({ clock: CLOCK, defects: ['images-hang'] })
    const { header } = await signIn(cloud)
    const hanging = assert.rejects(askPracticeCloud(cloud, '/image/v2/images', { headers: header }))
    while (cloud.calls.at(-1)?.path !== '/image/v2/images') await new Promise((resolve) => setTimeout(resolve, 5))
    await cloud.stop()
    await hanging
    await assert.rejects(askPracticeCloud(cloud, '/identity/v3'))
  })

  it('waits its latency before each answer', async () => {
    const cloud = await startPracticeCloud({ clock: CLOCK, latencyMs: 120 })
    try {
      const before = performance.now()
      await askPracticeCloud(cloud, '/identity/v3')
      assert.ok(performance.now() - before >= 115)
    } finally {
      await cloud.stop()
    }
  })

  it('survives a client that sends an address that is none, and one that leaves', async () => {
    const cloud = await startPracticeCloud({ clock: CLOCK, latencyMs: 20 })
    try {
      for (const request of [
        'GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n',
        'GET /identity/v3 HTTP/1.1\r\nhost: x\r\n\r\n',
      ]) {
        await new Promise<void>((resolve) => {
          const socket = connect(Number(new URL(cloud.url).port), '127.0.0.1', () => {
            socket.write(request, () => socket.destroy())
          })
          socket.on('close', () => resolve())
          socket.on('error', () => resolve())
        })
      }
      assert.equal((await askPracticeCloud(cloud, '/identity/v3')).status, 200)
    } finally {
      await cloud.stop()
    }
  })

  it('gives clouds.yaml with three entries under the wanted name', async () => {
    const cloud = await startPracticeCloud({ clock: CLOCK, seed: 'x' })
    try {
      const text = cloud.cloudsYaml('north')
      assert.deepEqual(
        [...text.matchAll(/^ {2}(\S+):$/gm)].map(([, name]) => name),
        ['north', 'north-appcred', 'north-admin'],
      )
      assert.ok(text.includes(`auth_url: ${cloud.authUrl}`))
    } finally {
      await cloud.stop()
    }
  })
})
