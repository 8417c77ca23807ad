import { stableUuid } from '../content/stable-uuid.ts'
import type { PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'

/** The catalogue as Keystone writes it into a token; the URLs of one service are the same for all three interfaces. */
export function renderServiceCatalogue(session: Session, state: PracticeState): object[] {
  return state.content.services.map((service) => ({
    endpoints: service.regions.flatMap((region) =>
      ['admin', 'internal', 'public'].map((kind) => {
        const name = region ?? state.content.region
        return {
          id: stableUuid('endpoint', service.id, name, kind).replaceAll('-', ''),
          interface: kind,
          region_id: name,
          url: state.origin + service.path.replace('{project}', session.user.projectId),
          region: name,
        }
      }),
    ),
    id: service.id,
    type: service.type,
    name: service.name,
  }))
}
