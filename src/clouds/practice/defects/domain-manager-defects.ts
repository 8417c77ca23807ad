import type { PracticeBehaviour } from '../content/behaviour.ts'
import type { PracticeDefect } from '../practice-defect.ts'

const BLOCKS = ['siegel-0302-users', 'siegel-0302-projects', 'siegel-0302-groups']

/** What managers of domains may do although they must not, or the other way round (scs-0302-v1). */
export const DOMAIN_MANAGER_DEFECTS: readonly PracticeDefect[] = [
  defect('domain-manager-everywhere', BLOCKS, 'a domain manager may change other domains, too', (manager) => {
    manager.reach = 'all-domains'
  }),
  defect('domain-manager-grants-admin', ['siegel-0302-roles'], 'a domain manager may grant admin', (manager) => {
    manager.mayGrantAdmin = true
  }),
  defect('domain-manager-changes-roles', ['siegel-0302-roles'], 'a domain manager may change roles', (manager) => {
    manager.mayCreateRoles = true
  }),
  defect('domain-manager-without-domain', BLOCKS, 'a domain manager may create without naming a domain', (manager) => {
    manager.mayCreateWithoutDomain = true
  }),
  defect(
    'domain-manager-powerless',
    ['siegel-0302-login', ...BLOCKS, 'siegel-0302-roles'],
    'the role manager on a domain allows nothing',
    (manager) => {
      manager.isEffective = false
    },
  ),
]

function defect(
  name: string,
  breaks: readonly string[],
  description: string,
  change: (manager: PracticeBehaviour['domainManager']) => void,
): PracticeDefect {
  return {
    name,
    breaks,
    aborts: null,
    area: 'life',
    description,
    apply: ({ content }) => change(content.behaviour.domainManager),
  }
}
