import { html } from 'hono/html'
import type { Compliance, TestcaseRow } from '#evaluation/compliance.ts'
import { type State, stateOf } from '#evaluation/worst-member.ts'
import { type Day, MAIN_TARGET, type Scope } from '#scopes/scope.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import { changeBlock, type ShownChange } from './change-block.ts'
import { complianceSentence } from './compliance-sentence.ts'
import { evidenceInWords, type TestcaseEvidence } from './finding-list.ts'
import { countryName, dayElement, timeElement } from './format-instant.ts'
import { type HeadingLevel, heading } from './heading.ts'
import type { Html } from './html.ts'
import { OVERVIEW_PATH, type Page } from './layout.ts'
import { type OverTime, overTimeSection, stateSince } from './over-time.ts'
import type { Runner } from './runner.ts'
import { standingMark, stateMark } from './standing-mark.ts'
import { type TestcaseText, testcaseRemedy, testcaseTitle } from './testcase-words.ts'
import { detailPath, embedPath, linkTo, reportPath, scopePath, testcasePath, type View } from './view.ts'
import { EMBED_WORDS } from './words-embed.ts'
import { HISTORY_WORDS } from './words-history.ts'
import { OVERVIEW_WORDS } from './words-overview.ts'

export interface DetailMember {
  readonly subject: string
  readonly name: string
  readonly compliance: Compliance
  /** What the report of the result that counts says, by testcase; absent where the report holds none. */
  readonly evidence: ReadonlyMap<string, TestcaseEvidence>
  /** Who ran the checks, by uuid of the report. */
  readonly runners?: ReadonlyMap<string, Runner>
  /** When each testcase that fails now passed for the last time. */
  readonly lastPasses?: ReadonlyMap<string, { readonly checkedAt: Date; readonly reportUuid: string }>
  /** Why testcases have other verdicts than before. */
  readonly changes?: ReadonlyMap<string, ShownChange>
  /** The last 18 months. */
  readonly overTime?: OverTime
}

/** What the listing says about a subject or a group. */
export interface DetailListing {
  readonly description?: string
  readonly operator?: string
  readonly jurisdiction?: string
  readonly regions?: readonly string[]
  readonly configurations?: readonly string[]
  readonly website?: string
  readonly healthMonitor?: string
  readonly listed?: { readonly as: 'certified' | 'voluntary'; readonly since?: Day }
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
  /** The name of the member that decides; only of a group. */
  readonly worstMember?: string
  readonly listing?: DetailListing
  /** The group to which the subject belongs. */
  readonly partOf?: { readonly key: string; readonly name: string }
  readonly texts: ReadonlyMap<string, TestcaseText>
}

/** Everything that is known about a subject, or the members of a group, for one scope. */
export function detailPage(view: View, data: DetailPageData): Page {
  const { words } = view
  const { slug } = data.scope
  const other = detailPath(data.key, slug, { withDrafts: !data.withDrafts })
  const content = html`${data.listing?.description === undefined ? '' : html`<p class="lead"><bdi>${data.listing.description}</bdi></p>`}
      ${data.withDrafts ? html`<p class="alert">${words.draftsNote}</p>` : ''}
      ${data.isGroup ? groupPart(view, data) : ''}
      ${data.members.map((member) => memberSection(view, data, member))}
      <ul class="links">
        <li><a href="${linkTo(view, other)}">${data.withDrafts ? words.withoutDrafts : words.withDrafts}</a></li>
        <li><a href="${linkTo(view, embedPath(data.key, slug))}">${EMBED_WORDS[view.language].link}</a></li>
        <li><a href="${linkTo(view, scopePath(slug))}">${words.scopeOverview}</a></li>
        <li><a href="${data.scope.url}">${words.aboutScope}</a></li>
      </ul>`
  return {
    title: words.detailTitle(data.name, data.scope.name),
    above: [
      { title: words.overview, path: OVERVIEW_PATH },
      ...(data.partOf ? [{ title: data.partOf.name, path: detailPath(data.partOf.key, slug) }] : []),
    ],
    content,
    feed: `/feed/subject/${encodeURIComponent(data.key)}.atom`,
  }
}

function groupPart(view: View, data: DetailPageData): Html {
  const { words, language } = view
  return html`${data.listing ? html`<dl class="figures">${listingFigures(view, data.listing)}</dl>` : ''}
      ${data.worstMember === undefined ? '' : html`<p>${words.members(data.members.map(({ name }) => name).join(', '))} ${OVERVIEW_WORDS[language].worstMember}: <strong><bdi>${data.worstMember}</bdi></strong>.</p>`}
      <ul class="jump">
        ${data.members.map(
          ({ subject, name, compliance }) =>
            html`<li>${stateMark(stateOf(compliance), words)} <a href="#member-${encodeURIComponent(subject)}"><bdi>${name}</bdi></a></li>`,
        )}
      </ul>`
}

const KIND_OF_STATE: Readonly<Record<State, Standing>> = {
  pass: 'PASS',
  fail: 'FAIL',
  missing: 'MISS',
  'no data': 'MISS',
  inconclusive: 'ABORT',
}

function memberSection(view: View, data: DetailPageData, member: DetailMember): Html {
  const { words } = view
  const { compliance, overTime } = member
  const prefix = data.isGroup ? `${member.subject}.` : ''
  const level: HeadingLevel = data.isGroup ? 3 : 2
  const testcase = (row: TestcaseRow) => testcaseArticle(view, data, member, row, `${prefix}${row.testcaseId}`)
  const required = compliance.testcases.filter(({ isRequired }) => isRequired)
  const others = compliance.testcases.filter(({ isRequired }) => !isRequired)
  return html`<section id="member-${member.subject}">
        ${data.isGroup ? heading(2, html`<a href="${linkTo(view, detailPath(member.subject, data.scope.slug, { withDrafts: data.withDrafts }))}"><bdi>${member.name}</bdi></a>`) : ''}
        ${verdictPanel(view, data, member)}
        ${overTime ? overTimeSection(view, overTime, { ...member, scopeSlug: data.scope.slug, level }) : ''}
        ${heading(level, words.versionsInForce)}
        ${versionTable(view, member)}
        ${heading(level, words.requiredTestcases)}
        <p>${required.length > 0 ? words.requiredIntroduction : words.noTestcases}</p>
        ${required.map(testcase)}
        ${others.length > 0 ? html`${heading(level, words.otherTestcases)}<p>${words.otherIntroduction}</p>` : ''}
        ${others.map(testcase)}
      </section>`
}

/** The state in a sentence, and what one asks next. */
function verdictPanel(view: View, data: DetailPageData, member: DetailMember): Html {
  const { words, language } = view
  const own = HISTORY_WORDS[language]
  const { compliance, overTime } = member
  const state = stateOf(compliance)
  const newest = newestResult(compliance)
  const runner = newest && member.runners?.get(newest.reportUuid)
  return html`<div class="verdict ${KIND_OF_STATE[state].toLowerCase()}">
          ${stateMark(state, words)}
          <p class="sentence">${complianceSentence(member.name, compliance, words)}</p>
          <dl class="figures">
            ${overTime && compliance.hasData ? figure(own.since, stateSince(view, overTime)) : ''}
            ${newest ? figure(words.lastCheck, html`<a href="${linkTo(view, reportPath(newest.reportUuid))}">${timeElement(newest.checkedAt, language)}</a>`) : ''}
            ${runner ? figure(own.ranBy, own.runners[runner]) : ''}
            ${data.isGroup || !data.listing ? '' : listingFigures(view, data.listing)}
          </dl>
        </div>`
}

function newestResult({ testcases }: Compliance): TestcaseRow['result'] {
  return testcases
    .flatMap(({ result }) => (result ? [result] : []))
    .reduce<TestcaseRow['result']>(
      (newest, one) => (newest && newest.checkedAt >= one.checkedAt ? newest : one),
      undefined,
    )
}

function listingFigures(view: View, listing: DetailListing): Html {
  const { words, language } = view
  const own = OVERVIEW_WORDS[language]
  const { operator, jurisdiction, regions = [], configurations = [], website, healthMonitor, listed } = listing
  const certified = listed?.as === 'certified'
  const since =
    listed?.since === undefined
      ? html`${certified ? own.certified : own.listed}`
      : html`${certified ? own.certifiedSince : own.listedSince} ${dayElement(listed.since, language)}`
  const tags = (all: readonly string[]) =>
    html`<span class="tags">${all.map((text) => html`<span class="tag"><bdi>${text}</bdi></span>`)}</span>`
  return html`${listed ? figure(own.listedState, since) : ''}
            ${operator === undefined ? '' : figure(words.operator, html`<bdi>${operator}</bdi>`)}
            ${jurisdiction === undefined ? '' : figure(own.jurisdiction, countryName(jurisdiction, language))}
            ${regions.length === 0 ? '' : figure(own.regions, tags(regions))}
            ${configurations.length === 0 ? '' : figure(own.configurations, tags(configurations))}
            ${healthMonitor === undefined ? '' : figure(own.healthMonitor, html`<a href="${healthMonitor}" rel="external">${new URL(healthMonitor).host}</a>`)}
            ${website === undefined ? '' : figure(own.website, html`<a href="${website}" rel="external">${new URL(website).host}</a>`)}`
}

function figure(title: string, value: Html | string): Html {
  return html`<div><dt>${title}</dt><dd>${value}</dd></div>`
}

function versionTable({ words }: View, { compliance: { versions, hasData }, name }: DetailMember): Html {
  return html`<table class="versions">
          <caption class="unseen">${words.versionsInForce} <bdi>${name}</bdi></caption>
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
  const { words, language } = view
  const { testcaseId, standing } = row
  const text = data.texts.get(testcaseId)
  const evidence = row.result && member.evidence.get(testcaseId)
  const name = html`${standingMark(standing, words)} <code>${testcaseId}</code>`
  const title = heading(data.isGroup ? 4 : 3, name)
  // The page of the member itself says more about what passes.
  if (data.isGroup && standing === 'PASS') {
    return html`<article class="testcase pass brief" id="${id}">${title}</article>
        `
  }
  return html`<article class="testcase ${standing.toLowerCase()}" id="${id}">
          ${title}
          ${text ? html`<p class="title">${testcaseTitle(testcaseId, language, text)}</p>` : ''}
          ${evidence ? evidenceInWords(view, evidence) : ''}
          ${row.result ? changeBlock(view, member.changes?.get(row.testcaseId)) : ''}
          ${standing === 'FAIL' && !evidence ? html`<p>${words.noFindingsKept}</p>` : ''}
          ${text && standing === 'FAIL' ? html`<p class="remedy"><strong>${words.remedy}:</strong> ${testcaseRemedy(testcaseId, language, text)}</p>` : ''}
          ${facts(view, row, member, text)}
        </article>
        `
}

function facts(
  view: View,
  { testcaseId, result, lastDecisive, uses }: TestcaseRow,
  { runners, lastPasses }: DetailMember,
  text: TestcaseText | undefined,
): Html {
  const { words, language } = view
  const own = HISTORY_WORDS[language]
  const reportLink = (uuid: string, at: Date) =>
    html`<a href="${linkTo(view, reportPath(uuid), testcaseId)}">${timeElement(at, language)} <span class="unseen">${words.toReport} ${testcaseId}</span></a>`
  const versions = uses.map(({ version, target }) => (target === MAIN_TARGET ? version : `${version} (${target})`))
  const runner = result && runners?.get(result.reportUuid)
  const lastPass = lastPasses?.get(testcaseId)
  return html`<ul class="facts">
            ${result ? html`<li>${words.checked}: ${reportLink(result.reportUuid, result.checkedAt)}${runner ? html` (${own.runners[runner]})` : ''}</li>` : ''}
            ${result ? html`<li>${words.countsUntil}: ${timeElement(result.expiresAt, language)}</li>` : ''}
            ${
              lastDecisive
                ? html`<li>${words.lastCertain(words.standings[lastDecisive.verdict])}, ${reportLink(lastDecisive.reportUuid, lastDecisive.checkedAt)}</li>`
                : ''
            }
            ${lastPass ? html`<li>${words.lastCertain(words.standings.PASS)}, ${reportLink(lastPass.reportUuid, lastPass.checkedAt)}</li>` : ''}
            <li>${words.versions}: ${versions.join(', ')}</li>
            ${text ? html`<li><a href="${linkTo(view, testcasePath(testcaseId))}">${words.testcase} <span class="unseen">${testcaseId}</span></a></li>` : ''}
            ${text ? html`<li><a href="${text.requirement}">${words.requirement} <span class="unseen">${testcaseId}</span></a></li>` : ''}
          </ul>`
}
