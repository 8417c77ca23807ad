/** How much one address or account may ask of the server within a minute; 0 is without limit. */
export interface RequestLimits {
  readonly readsPerAddress: number
  readonly failedSignInsPerAddress: number
  readonly failedSignInsPerAccount: number
}

export const PERIOD_MS = 60_000

export const USUAL_LIMITS: RequestLimits = {
  readsPerAddress: 6_000,
  failedSignInsPerAddress: 20,
  failedSignInsPerAccount: 100,
}
