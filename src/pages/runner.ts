/**
 * Who ran a check: the operator itself, somebody whom the operator has named as delegate, or the assessment body. Known from
 * the account that handed in the report.
 */
export type Runner = 'operator' | 'delegate' | 'assessment body'
