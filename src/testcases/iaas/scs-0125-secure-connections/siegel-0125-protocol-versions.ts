import { MOZILLA_INTERMEDIATE } from '#facts/derived/tls/mozilla-intermediate.ts'
import { TLS_VERSIONS } from '#facts/tls/tls-servers.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { judgeTlsServers, REQUIREMENT, unprovable } from './judge-tls-servers.ts'

const { versions: ALLOWED } = MOZILLA_INTERMEDIATE
const OUTDATED = TLS_VERSIONS.filter((version) => !ALLOWED.includes(version))

/** Asked for one by one; a machine whose own TLS library no longer speaks a version cannot prove that it is refused. */
export const testcase = defineTestcase({
  id: 'siegel-0125-protocol-versions',
  title: 'Every TLS server speaks TLS 1.2 or 1.3 and no older version (not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Configure the proxy before the APIs with https://ssl-config.mozilla.org, level Intermediate; with HAProxy `ssl-default-bind-options ssl-min-ver TLSv1.2`, with nginx `ssl_protocols TLSv1.2 TLSv1.3;`.',
  needs: ['tlsServers'],
  judge({ tlsServers }) {
    return judgeTlsServers(tlsServers, ({ versions }, about) => {
      const findings = OUTDATED.filter((version) => versions[version] === 'offered').map((found): Finding => {
        return { code: 'tls-version-outdated', about, found, expected: ALLOWED.join(', ') }
      })
      const unknown = OUTDATED.filter((version) => versions[version] === 'unprovable')
      return unknown.length === 0
        ? { findings }
        : { findings, open: unprovable(`whether ${unknown.join(', ')} is refused`) }
    })
  },
})
