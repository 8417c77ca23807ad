import { defineManualTestcase } from '../define-testcase.ts'

export const testcase = defineManualTestcase({
  id: 'availability-zones-check',
  title:
    'Compute availability zones, if there are several, lie in different fire zones with their own power and network',
  requirement: 'https://docs.scs.community/standards/scs-0121-v1-Availability-Zones-Standard',
  remedy:
    'Document for each availability zone the fire zone, the power supply line, the external connection and the core routers, none of them shared with another zone. A certificate by ISO 27001 or ISO 9001 can show the redundancy. Repeat this after every physical change.',
  lifetime: 'quarter',
})
