/** How much a project may have, by the names that Nova, Cinder and Neutron use; -1 is without limit. */
export interface PracticeQuotas {
  readonly compute: { instances: number; cores: number; ram: number; key_pairs: number }
  readonly volume: {
    volumes: number
    gigabytes: number
    per_volume_gigabytes: number
    snapshots: number
    backups: number
    backup_gigabytes: number
  }
  readonly network: {
    network: number
    subnet: number
    subnetpool: number
    port: number
    router: number
    floatingip: number
    rbac_policy: number
    security_group: number
    security_group_rule: number
  }
}

/** What OpenStack grants a new project. */
export function healthyQuotas(): PracticeQuotas {
  return {
    compute: { instances: 10, cores: 20, ram: 51_200, key_pairs: 100 },
    volume: {
      volumes: 10,
      gigabytes: 1_000,
      per_volume_gigabytes: -1,
      snapshots: 10,
      backups: 10,
      backup_gigabytes: 1_000,
    },
    network: {
      network: 100,
      subnet: 100,
      subnetpool: -1,
      port: 500,
      router: 10,
      floatingip: 50,
      rbac_policy: 10,
      security_group: 10,
      security_group_rule: 100,
    },
  }
}

/** Whether one more (or `wanted` more) is within the limit. */
export function isWithinQuota(limit: number, used: number, wanted = 1): boolean {
  return limit === -1 || used + wanted <= limit
}
