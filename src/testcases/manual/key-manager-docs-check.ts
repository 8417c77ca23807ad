import { defineManualTestcase } from '../define-testcase.ts'

export const testcase = defineManualTestcase({
  id: 'key-manager-docs-check',
  title: 'The documentation says that keys are stored encrypted and that the master key is kept somewhere else',
  requirement: 'https://docs.scs.community/standards/scs-0116-v1-key-manager-standard',
  remedy:
    'Describe for users how the key manager protects their keys: that they are encrypted at rest, by what the master key is protected (for example a hardware security module), and that it is not stored next to the keys.',
  lifetime: 'quarter',
})
