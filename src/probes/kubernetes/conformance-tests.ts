import { parse } from 'yaml'
import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { branchOf, parseKubernetesVersion, plainVersion } from '#facts/derived/kubernetes/kubernetes-version.ts'
import { defineClusterProbe } from '../define-probe.ts'
import shipped from './conformance-tests.json' with { type: 'json' }

/** A list of a released version does not change. */
const FRESH_MS = 365 * 24 * 3_600_000

const listSchema = z
  .array(z.object({ codename: z.string().min(1).max(2_000) }))
  .min(1)
  .max(5_000)

/** Upstream's conformance tests for the branch of the cluster: shipped for some branches, read upstream for others. */
export const conformanceTestsProbe = defineClusterProbe({
  gives: 'conformanceTests',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET test/conformance/testdata/conformance.yaml of kubernetes/kubernetes (without credential)'],
  creates: [],
  effort: { single: 1 },
  needs: ['kubernetesVersion'],
  async observe({ need, publicData }) {
    const { gitVersion } = await need('kubernetesVersion')
    const version = parseKubernetesVersion(gitVersion)
    if (version === undefined) {
      throw new CloudError({ class: 'inconclusive', detail: `The version “${gitVersion}” cannot be read.` })
    }
    const branch = branchOf(version)
    const names = Object.entries(shipped.tests).flatMap(([branches, tests]) =>
      branches.split(' ').includes(branch) ? tests : [],
    )
    if (names.length > 0) return { branch, from: 'shipped', names }
    const tag = `v${plainVersion(version)}`
    const url = `${publicData.urls.conformanceTests}/${tag}/test/conformance/testdata/conformance.yaml`
    const { value } = await publicData.read(url, FRESH_MS, (text) =>
      listSchema.parse(parse(text, { maxAliasCount: 0 })),
    )
    return { branch, from: url, names: value.map(({ codename }) => codename) }
  },
})
