import type { Provisioner } from './provisioner.ts'
import { readBeside } from './read-clusters-yaml.ts'

/** A cluster that is there already: nothing is created, and nothing deleted. It shows nothing about automation. */
export function staticCluster(folder: string, kubeconfig: string): Provisioner {
  return {
    identity: null,
    listOfferedVersions: async () => [],
    status: async () => ({ phase: 'ready', says: 'it is there already', version: null }),
    async create() {},
    kubeconfig: async () => readBeside(folder, kubeconfig).text,
    delete: async () => [],
    removeRecorded: async () => [],
    async close() {},
  }
}
