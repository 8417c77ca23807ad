/**
 * The full counts of the properties of the monitor: 100 000 random dates against a calendar walked day by day, 20 000 orders
 * of arrival, and 100 000 planted secrets.
 */
import { spawnSync } from 'node:child_process'

const { status } = spawnSync(
  'node',
  ['--test', 'src/evaluation/evaluation-properties.test.ts', 'src/report/redaction-properties.test.ts'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      SIEGEL_PROPERTY_DATES: '100000',
      SIEGEL_PROPERTY_ORDERS: '20000',
      SIEGEL_PROPERTY_SECRETS: '100000',
    },
  },
)
process.exitCode = status ?? 1
