import { readFileSync } from 'node:fs'
import type { KubeconfigEntry } from './kubeconfig-file.ts'

/** A PEM text, from `KEY-data` in base64 or else from the file of `KEY`. */
export function pemOf(entry: KubeconfigEntry, key: string): string | undefined {
  const dataKey = `${key}-data`
  const data = entry.text(dataKey)
  if (data !== undefined) {
    const compact = data.replaceAll(/\s/g, '')
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) throw entry.invalid(dataKey, 'is no base64')
    return checkedPem(entry, dataKey, Buffer.from(compact, 'base64').toString('utf8'))
  }
  const path = entry.path(key)
  if (path === undefined) return undefined
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw entry.invalid(key, `the file ${path} cannot be read`)
  }
  return checkedPem(entry, key, text)
}

function checkedPem(entry: KubeconfigEntry, key: string, text: string): string {
  if (/-----BEGIN [A-Z0-9 ]+-----/.test(text)) return text
  throw entry.invalid(key, 'holds no PEM text')
}
