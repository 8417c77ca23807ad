import { getAccountFile } from './account-file.ts'
import { listApiKeys, makeApiKey, revokeKey } from './api-keys.ts'
import { listAudit } from './audit.ts'
import { attributeReport, listChanges } from './changes.ts'
import { getCompliance, listCompliance } from './compliance.ts'
import { listDue } from './due.ts'
import { getEvidence, storeEvidence } from './evidence.ts'
import { getBackup } from './get-backup.ts'
import { getHistory } from './history.ts'
import { getLogEntry, openLogEntry } from './log.ts'
import type { Operation } from './operation.ts'
import { makePreview } from './previews.ts'
import { getReady } from './ready.ts'
import { getReport, listReports } from './reports.ts'
import { listResults } from './results.ts'
import { applyRetention } from './retention.ts'
import { getScope, getScopeVersion, listScopes } from './scopes.ts'
import { getSubject, listSubjects } from './subjects.ts'
import { submitReports } from './submit-reports.ts'
import { listSuspectedFaults } from './suspected-faults.ts'
import { getTestcase, listTestcases } from './testcases.ts'

/** Every operation of the API; routes and the OpenAPI document are made from this list. */
export const OPERATIONS: readonly Operation[] = [
  listSubjects,
  getSubject,
  listScopes,
  getScope,
  getScopeVersion,
  listTestcases,
  getTestcase,
  listCompliance,
  getCompliance,
  getHistory,
  listDue,
  listReports,
  getReport,
  submitReports,
  storeEvidence,
  getEvidence,
  listChanges,
  attributeReport,
  getReady,
  makePreview,
  listSuspectedFaults,
  listResults,
  getLogEntry,
  openLogEntry,
  makeApiKey,
  listApiKeys,
  revokeKey,
  listAudit,
  getAccountFile,
  applyRetention,
  getBackup,
]
