export const REQUIREMENT = 'https://docs.scs.community/standards/scs-0126-v1-provider-networks'
