import type { Generated } from 'kysely'
import type { Standing, Verdict } from '#vocabulary/verdict.ts'

/** The tables as the migrations make them. Columns of type jsonb are written as JSON text and read as values. */
export interface Tables {
  account: {
    id: Generated<number>
    subject: string
    group_name: string | null
    display: unknown
    roles: unknown
    removed_at: Date | null
  }
  password_hash: { account_id: number; hash: string }
  public_key: {
    account_id: number
    key_type: string
    key_body: string
    name: string
    valid_from: Date | null
    valid_until: Date | null
  }
  delegation: { account_id: number; delegate_id: number }
  submission: {
    id: Generated<number>
    body: Uint8Array
    media_type: string
    signed_sha256: string
    /** Null in what was imported from the predecessor, as is the body empty. */
    key_type: string | null
    key_body: string | null
    received_at: Date
    submitted_by: string
    imported_at: Date | null
  }
  report: {
    id: Generated<number>
    submission_id: number
    uuid: string
    subject: string
    scope_uuid: string
    checked_at: Date
    document: unknown
  }
  result: { report_id: number; testcase_id: string; scope_version: Generated<string>; verdict: Verdict }
  current_result: {
    subject: string
    scope_uuid: string
    testcase_id: string
    verdict: Verdict
    checked_at: Date
    report_uuid: string
    /** The report with which the run of this verdict began. */
    run_checked_at: Date
    run_report_uuid: string
    decisive_verdict: Verdict | null
    decisive_checked_at: Date | null
    decisive_report_uuid: string | null
  }
  /** Which results that count changed, and which accounts: numbers that never come twice. Kept by triggers. */
  state_change: { subject: string; scope_uuid: string; number: number }
  account_change: { is_only: Generated<boolean>; number: number }
  remark: {
    report_id: number
    testcase_id: string
    scope_version: string
    is_approved: boolean
    remarked_at: Date
    remarked_by: string
  }
  api_key: {
    id: Generated<number>
    account_id: number
    sha256: string
    name: string
    made_at: Date
    expires_at: Date | null
    revoked_at: Date | null
  }
  result_run: {
    subject: string
    scope_uuid: string
    testcase_id: string
    verdict: Verdict
    first_checked_at: Date
    first_report_uuid: string
    last_checked_at: Date
    last_report_uuid: string
  }
  forgotten_report: {
    uuid: string
    signed_sha256: string
    subject: string
    scope_uuid: string
    checked_at: Date
    received_at: Date
    forgotten_at: Date
  }
  evidence: { report_id: number; bundle: Uint8Array; root: string; received_at: Date; submitted_by: string }
  change_attribution: {
    report_id: number
    testcase_id: string
    earlier_report_uuid: string
    attribution: unknown
    made_at: Date
  }
  suspected_fault: {
    id: Generated<number>
    scope_uuid: string
    testcase_id: string
    verdict: Verdict
    noticed_at: Date
    subjects: unknown
    tested: number
  }
  preview: { uuid: string; scope_uuid: string; made_at: Date; made_by: string; result: unknown }
  audit: { id: Generated<number>; at: Date; actor: string; action: string; about: unknown }
  /** How many entries the transparency log has. Whoever appends holds this row. */
  log_state: { is_only: Generated<boolean>; size: number }
  log_entry: {
    index: number
    entry: string
    /** Hexadecimal; with `opening` what a salted digest is of. */
    salt: string | null
    opening: string | null
    report_uuid: string | null
  }
  /** How far the tree of the log is computed. */
  log_tree: { is_only: Generated<boolean>; size: number; roots: string }
  log_tile_hash: { level: number; index: number; hash: string }
  log_key: { verifier_key: string; since: Date }
  logged_evaluation: { subject: string; scope_uuid: string; version: string; standing: Standing }
  log_backlog: { report_id: number }
  applied_migration: { name: string; sha256: string; applied_at: Date }
}
