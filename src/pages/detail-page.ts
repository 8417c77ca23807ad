import { html } from 'hono/html'
import type { Compliance, TestcaseRow } from '#evaluation/compliance.ts'
import { stateOf } from '#evaluation/worst-member.ts'
import { MAIN_TARGET, type Scope } from '#scopes/scope.ts'
import { changeBlock, type ShownChange } from './change-block.ts'
import { complianceSentence } from './compliance-sentence.ts'
import { evidenceInWords, type TestcaseEvidence } from './finding-list.ts'
import { timeElement } from './format-instant.ts'
import type { Html } from './html.ts'
import type { Page } from './layout.ts'
import { prose } from './prose.ts'
import { standingMark, stateMark } from './standing-mark.ts'
import { detailPath, linkTo, reportPath, scopePath, type View } from './view.ts'

/** What the catalogue says about a testcase; the texts are in English. */
export interface TestcaseText {
  readonly title: string
  readonly requirement: string
  readonly remedy: string
}

export interface DetailMember {
  readonly subject: string
  readonly name: string
  readonly compliance: Compliance
  /** What the report of the result that counts says, by testcase; absent where the report holds none. */
  readonly evidence: ReadonlyMap<string, TestcaseEvidence>
  /** Why testcases have other verdicts than before. */
  readonly changes?: ReadonlyMap<string, ShownChange>
}

export interface DetailPageData {
  /** The part of the address that stands for the subject or the group. */
  readonly key: string
  /** Whether drafts are shown, too. */
  readonly withDrafts: boolean
  /** Of the subject or the group. */
  readonly name: string
  readonly scope: Pick<Scope, 'name' | 'slug' | 'url'>
  readonly isGroup: boolean
  readonly members: readonly DetailMember[]
  readonly texts: ReadonlyMap<string, TestcaseText>
}

/** Everything that is known about a subject, or the members of a group, for one scope. */
export function detailPage(view: View, data: DetailPageData): Page {
  const { words } = view
  const { slug } = data.scope
  const other = detailPath(data.key, slug, { withDrafts: !data.withDrafts })
  const content = html`${data.isGroup ? jumpList(view, data) : ''}
      ${data.withDrafts ? html`<p class="note">${words.draftsNote}</p>` : ''}
      ${data.members.map((member) => memberSection(view, data, member))}
      <p><a href="${linkTo(view, other)}">${data.withDrafts ? words.withoutDrafts : words.withDrafts}</a></p>
      <p><a href="${linkTo(view, scopePath(slug))}">${words.scopeOverview}</a></p>
      <p><a href="${data.scope.url}">${words.aboutScope}</a></p>`
  return { title: words.detailTitle(data.name, data.scope.name), content }
}

function jumpList({ words }: View, { members }: DetailPageData): Html {
  return html`<ul class="jump">
        ${members.map(
          ({ subject, name, compliance }) =>
            html`<li>${stateMark(stateOf(compliance), words)} <a href="#member-${encodeURIComponent(subject)}">${name}</a></li>`,
        )}
      </ul>`
}

function memberSection(view: View, data: DetailPageData, member: DetailMember): Html {
  const { words } = view
  const { compliance } = member
  const rows = compliance.testcases
  const prefix = data.isGroup ? `${member.subject}.` : ''
  const testcase = (row: TestcaseRow) => testcaseArticle(view, data, member, row, `${prefix}${row.testcaseId}`)
  const required = rows.filter(({ isRequired }) => isRequired)
  const others = rows.filter(({ isRequired }) => !isRequired)
  return html`<section id="member-${member.subject}">
        ${data.isGroup ? html`<h2><bdi>${member.name}</bdi></h2>` : ''}
        <p class="lead">${stateMark(stateOf(compliance), words)} <span>${complianceSentence(member.name, compliance, words)}</span></p>
        ${versionTable(view, compliance)}
        <h2>${words.requiredTestcases}</h2>
        <p>${required.length > 0 ? words.requiredIntroduction : words.noTestcases}</p>
        ${required.map(testcase)}
        ${others.length > 0 ? html`<h2>${words.otherTestcases}</h2><p>${words.otherIntroduction}</p>` : ''}
        ${others.map(testcase)}
      </section>`
}

function versionTable({ words }: View, { versions, hasData }: Compliance): Html {
  return html`<table class="versions">
          <caption>${words.versionsInForce}</caption>
          <thead><tr><th scope="col">${words.version}</th><th scope="col">${words.state}</th><th scope="col">${words.result}</th></tr></thead>
          <tbody>
            ${versions.map(
              ({ version, validity, standing }) =>
                html`<tr><th scope="row">${version}</th><td>${words.validities[validity]}</td><td>${hasData ? standingMark(standing, words) : words.states['no data']}</td></tr>`,
            )}
          </tbody>
        </table>`
}

function testcaseArticle(view: View, data: DetailPageData, member: DetailMember, row: TestcaseRow, id: string): Html {
  const { words } = view
  const text = data.texts.get(row.testcaseId)
  const evidence = row.result && member.evidence.get(row.testcaseId)
  return html`<article class="testcase ${row.standing.toLowerCase()}" id="${id}">
          <h3>${standingMark(row.standing, words)} <code>${row.testcaseId}</code></h3>
          ${text ? html`<p lang="en">${text.title}</p>` : ''}
          ${facts(view, row, text)}
          ${evidence ? evidenceInWords(view, evidence) : ''}
          ${row.result ? changeBlock(view, member.changes?.get(row.testcaseId)) : ''}
          ${row.standing === 'FAIL' && !evidence ? html`<p>${words.noFindingsKept}</p>` : ''}
          ${text && row.standing === 'FAIL' ? html`<p><strong>${words.remedy}:</strong> <span lang="en">${prose(text.remedy)}</span></p>` : ''}
        </article>
        `
}

function facts(view: View, { testcaseId, result, lastDecisive, uses }: TestcaseRow, text: TestcaseText | undefined) {
  const { words } = view
  const reportLink = (uuid: string, at: Date) =>
    html`<a href="${linkTo(view, reportPath(uuid), testcaseId)}">${timeElement(at)} <span class="unseen">${words.toReport} ${testcaseId}</span></a>`
  const versions = uses.map(({ version, target }) => (target === MAIN_TARGET ? version : `${version} (${target})`))
  return html`<ul class="facts">
            ${result ? html`<li>${words.checked}: ${reportLink(result.reportUuid, result.checkedAt)}</li>` : ''}
            ${result ? html`<li>${words.countsUntil}: ${timeElement(result.expiresAt)}</li>` : ''}
            ${
              lastDecisive
                ? html`<li>${words.lastCertain(words.standings[lastDecisive.verdict])}, ${reportLink(lastDecisive.reportUuid, lastDecisive.checkedAt)}</li>`
                : ''
            }
            <li>${words.versions}: ${versions.join(', ')}</li>
            ${text ? html`<li><a href="${text.requirement}">${words.requirement} <span class="unseen">${testcaseId}</span></a></li>` : ''}
          </ul>`
}
