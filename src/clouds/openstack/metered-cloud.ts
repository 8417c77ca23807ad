import { CloudError } from './cloud-error.ts'
import type { OpenStackCloud } from './openstack-cloud.ts'

/**
 * The same cloud, for somebody who may make so many calls. Each page of a list is one; repetitions after a failure are
 * not counted. Beyond that every call throws a CloudError (`suite-error`).
 */
export function meteredCloud(cloud: OpenStackCloud, mostCalls: number): OpenStackCloud {
  let count = 0
  const onCall = (): void => {
    count++
    if (count <= mostCalls) return
    const detail = `The probe wanted to make more calls than the ${mostCalls} that it declares.`
    throw new CloudError({ class: 'suite-error', detail })
  }
  return {
    ...cloud,
    fetch: (api, path, options) => cloud.fetch(api, path, { ...options, onCall }),
    fetchList: (api, path, options) => cloud.fetchList(api, path, { ...options, onCall }),
    send: (api, request) => cloud.send(api, { ...request, onCall }),
  }
}
