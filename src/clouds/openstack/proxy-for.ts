type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for a URL, as the usual environment variables say: `https_proxy` or `http_proxy` by scheme, else
 * `all_proxy`; lower case wins over upper case. `no_proxy` lists hosts, domains (with or without leading dot),
 * `host:port`, IPv4 networks (`10.0.0.0/8`) and `*`.
 */
export function proxyFor(url: URL, environment: Environment): string | null {
  const variable = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined
  const proxy = variable(`${url.protocol.slice(0, -1)}_proxy`) ?? variable('all_proxy')
  if (proxy === undefined) return null
  const exceptions = (variable('no_proxy') ?? '').split(',').map((entry) => entry.trim().toLowerCase())
  if (exceptions.some((entry) => entry !== '' && isExcepted(url, entry))) return null
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

function isExcepted(url: URL, entry: string): boolean {
  if (entry === '*') return true
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '')
  if (entry.includes('/')) return isInNetwork(host, entry)
  const { name = entry, port } = /^(?<name>\[[^\]]*\]|[^:]*):(?<port>\d+)$/.exec(entry)?.groups ?? {}
  if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false
  const domain = name.replace(/^\*?\./, '').replace(/^\[|\]$/g, '')
  return host === domain || host.endsWith(`.${domain}`)
}

function isInNetwork(host: string, network: string): boolean {
  const [base = '', length = ''] = network.split('/')
  const address = ipv4Number(host)
  const start = ipv4Number(base)
  const bits = Number(length)
  if (address === null || start === null || !/^\d+$/.test(length) || bits > 32) return false
  const size = 2 ** (32 - bits)
  return Math.floor(address / size) === Math.floor(start / size)
}

function ipv4Number(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number)
  if (parts === undefined || parts.some((part) => part > 255)) return null
  return parts.reduce((number, part) => number * 256 + part, 0)
}
