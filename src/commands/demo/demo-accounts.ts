import { argon2Sync, generateKeyPairSync, randomBytes } from 'node:crypto'
import { parsePrivateKey } from '#report/ssh-signature/private-key.ts'
import { DEMO_CLUSTERS, DEMO_GROUP, DEMO_SUBJECTS } from './demo-subjects.ts'

/** The account that runs the checks of the demonstration, for all of its subjects. */
export const DEMO_RUNNER = 'demo-runner'

export interface DemoAccounts {
  /** PKCS#8 PEM. */
  readonly privateKey: string
  readonly password: string
  /** The text of an account file that knows runner and subjects. */
  readonly accountFile: string
}

/** Makes a fresh key, a fresh password, and the account file that goes with them. */
export function makeDemoAccounts(): DemoAccounts {
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const { keyType, publicKey } = parsePrivateKey(privateKey)
  const password = randomBytes(24).toString('base64url')
  const runner = {
    subject: DEMO_RUNNER,
    api_keys: [argon2Hash(password)],
    keys: [{ public_key: publicKey.toString('base64'), public_key_type: keyType, public_key_name: 'demonstration' }],
  }
  const subjects = [...DEMO_SUBJECTS, ...DEMO_CLUSTERS].map(({ subject, story }) => ({
    subject,
    name: subject,
    operator: 'Siegel demonstration',
    description: `Practice: ${story}.`,
    delegates: [DEMO_RUNNER],
    ...(DEMO_CLUSTERS.some((cluster) => cluster.subject === subject) && { group: DEMO_GROUP }),
  }))
  // JSON is YAML, too.
  return { privateKey, password, accountFile: JSON.stringify({ accounts: [...subjects, runner] }, null, 2) }
}

/** An argon2id hash in the notation of account files, with the costs that OWASP recommends at least. */
function argon2Hash(password: string): string {
  const [memory, passes, parallelism] = [19_456, 2, 1]
  const nonce = randomBytes(16)
  const tag = argon2Sync('argon2id', { message: password, nonce, memory, passes, parallelism, tagLength: 32 })
  const encode = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`
}
