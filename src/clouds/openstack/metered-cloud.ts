import { CloudError } from './cloud-error.ts'
import type { CallOptions, OpenStackCloud } from './openstack-cloud.ts'

/** Counts the calls of somebody who may make so many; what it throws ends the call. */
export type CallMeter = NonNullable<CallOptions['onCall']>

/** A meter that throws a CloudError (`suite-error`) at every call beyond the allowed ones. */
export function callMeter(mostCalls: number): CallMeter {
  let count = 0
  return () => {
    count++
    if (count <= mostCalls) return
    const detail = `The probe wanted to make more calls than the ${mostCalls} that it declares.`
    throw new CloudError({ class: 'suite-error', detail })
  }
}

/** The same cloud with a meter: each page of a list is a call; repetitions after a failure are not counted. */
export function meteredCloud(cloud: OpenStackCloud, onCall: CallMeter): OpenStackCloud {
  return {
    ...cloud,
    fetch: (api, path, options) => cloud.fetch(api, path, { ...options, onCall }),
    fetchList: (api, path, options) => cloud.fetchList(api, path, { ...options, onCall }),
    send: (api, request) => cloud.send(api, { ...request, onCall }),
  }
}
