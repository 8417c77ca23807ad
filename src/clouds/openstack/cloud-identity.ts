import type { CloudIdentity } from '#clouds/journal/journal-record.ts'
import type { OpenStackCloud } from './openstack-cloud.ts'

/** What a journal remembers about a connected cloud: where it is, and whose objects a credential reaches there. */
export function cloudIdentity(
  cloud: Pick<OpenStackCloud, 'authUrl' | 'catalogue' | 'project' | 'user'>,
): CloudIdentity {
  return {
    authOrigin: new URL(cloud.authUrl).origin,
    region: cloud.catalogue.region,
    // A domain manager has no project; its user belongs to one domain and so says which.
    projectId: cloud.project?.id ?? `user:${cloud.user.id}`,
  }
}
