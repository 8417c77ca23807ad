import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proxyFor } from './proxy-for.ts'

const ROWS: [string, string, Record<string, string>, string | null][] = [
  ['no variable means no proxy', 'https://a.example', {}, null],
  [
    'https goes through https_proxy',
    'https://a.example',
    { https_proxy: 'http://p:1', http_proxy: 'http://q:1' },
    'http://p:1',
  ],
  [
    'http goes through http_proxy',
    'http://a.example',
    { https_proxy: 'http://p:1', HTTP_PROXY: 'http://q:1' },
    'http://q:1',
  ],
  ['lower case wins', 'http://a.example', { http_proxy: 'http://p:1', HTTP_PROXY: 'http://q:1' }, 'http://p:1'],
  ['all_proxy serves every scheme', 'http://a.example', { ALL_PROXY: 'http://p:1' }, 'http://p:1'],
  ['a proxy without scheme is http', 'http://a.example', { http_proxy: 'p:1' }, 'http://p:1'],
  [
    'no_proxy excepts a domain and what is below it',
    'http://x.a.example',
    { http_proxy: 'p', no_proxy: 'b, a.example' },
    null,
  ],
  ['no_proxy with a leading dot', 'http://x.a.example', { http_proxy: 'p', no_proxy: '.a.example' }, null],
  [
    'no_proxy does not except a similar name',
    'http://xa.example',
    { http_proxy: 'p', no_proxy: 'a.example' },
    'http://p',
  ],
  ['no_proxy with the port', 'http://a.example:81', { http_proxy: 'p', no_proxy: 'a.example:81' }, null],
  ['no_proxy with another port', 'http://a.example', { http_proxy: 'p', no_proxy: 'a.example:81' }, 'http://p'],
  ['no_proxy with a network', 'http://10.2.3.4', { http_proxy: 'p', NO_PROXY: '10.0.0.0/8' }, null],
  ['no_proxy with another network', 'http://11.2.3.4', { http_proxy: 'p', NO_PROXY: '10.0.0.0/8' }, 'http://p'],
  ['no_proxy with everything', 'http://a.example', { http_proxy: 'p', no_proxy: '*' }, null],
  ['no_proxy with an IPv6 address', 'http://[::1]:80', { http_proxy: 'p', no_proxy: '::1' }, null],
]

for (const [name, url, environment, expected] of ROWS) {
  test(name, () => assert.equal(proxyFor(new URL(url), environment), expected))
}
