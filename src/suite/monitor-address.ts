import { CodedError } from '#vocabulary/coded-error.ts'

/** Where reports are posted: `{monitor}/reports`. Throws `REPORT_SUBMIT_URL_REFUSED`. */
export function reportsAddress(monitor: string): URL {
  return addressAt(monitor, '/reports')
}

/**
 * An address of a monitor. A password is only sent through https, or to this machine. Throws `REPORT_SUBMIT_URL_REFUSED`.
 */
export function addressAt(monitor: string, path: `/${string}`): URL {
  if (!URL.canParse(monitor)) throw refusal('the address of the monitor is no URL')
  const url = new URL(monitor)
  if (url.username !== '' || url.password !== '') throw refusal('the address of the monitor holds user or password')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname))) {
    throw refusal('the address of the monitor is not https')
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`
  url.search = ''
  url.hash = ''
  return url
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function refusal(message: string): CodedError {
  return new CodedError('REPORT_SUBMIT_URL_REFUSED', message)
}
