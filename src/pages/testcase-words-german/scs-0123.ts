import type { GermanText, GermanTexts } from './german-text.ts'

export function registerService(type: string): string {
  return `Registrieren Sie den Dienst und seinen öffentlichen Endpunkt: \`openstack service create --name NAME ${type}\`, dann \`openstack endpoint create --region REGION ${type} public URL\`. Was Benutzer sehen, zeigt \`openstack catalog list\`.`
}

function isInCatalogue(type: string, note = ''): GermanText {
  return {
    title: `Benutzer finden im Dienstkatalog einen Endpunkt des Dienstes ${type}`,
    remedy: `${registerService(type)}${note}`,
  }
}

export const SCS_0123_TEXTS: GermanTexts = {
  'scs-0123-service-compute': isInCatalogue('compute'),
  'scs-0123-service-identity': isInCatalogue('identity'),
  'scs-0123-service-image': isInCatalogue('image'),
  'scs-0123-service-load-balancer': isInCatalogue('load-balancer'),
  'scs-0123-service-network': isInCatalogue('network'),
  'scs-0123-service-placement': isInCatalogue(
    'placement',
    ' Der Text des Standards nennt placement nicht; dieser Testfall entstammt den Tests, die zu ihm gehören.',
  ),
  'scs-0123-service-s3': isInCatalogue('object-store-s3'),
  'scs-0123-storage-apis': {
    title: 'Benutzer finden im Dienstkatalog einen Endpunkt für Blockspeicher',
    remedy: registerService('block-storage'),
  },
  'scs-0123-swift-s3': {
    title:
      'Es gibt eine S3-Schnittstelle: Der Host, der Swift anbietet, spricht sie, oder der Dienstkatalog enthält eine',
    remedy:
      'Bieten Sie neben Swift das Protokoll S3 an: Bei Ceph spricht das RADOS Gateway beides; bei Swift fügen Sie `s3api` in die Pipeline des Proxys ein. Ein anderer S3-Dienst wird mit `openstack service create --name NAME object-store-s3` und `openstack endpoint create --region REGION object-store-s3 public URL` registriert.',
  },
}
