import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { runNeeds } from '../run-needs.ts'
import { type Diagnosis, doctorExitCode } from './diagnosis.ts'
import { examineCertificate } from './examine-certificate.ts'
import { examineClock } from './examine-clock.ts'
import {
  examineApplicationCredential,
  examineMethod,
  examineRoles,
  parseApplicationCredential,
} from './examine-credential.ts'
import { examineQuotas, parseQuotas } from './examine-quotas.ts'

const AT = new Date('2026-11-21T12:00:00Z')

function levels(diagnoses: readonly Diagnosis[]): string[] {
  return diagnoses.map(({ level }) => level)
}

function later(seconds: number): Date {
  return new Date(AT.getTime() + seconds * 1_000)
}

describe('the doctor examines', () => {
  for (const { roles, level } of [
    { roles: ['member', 'reader'], level: 'ok' },
    { roles: ['member'], level: 'ok' },
    { roles: ['member', 'load-balancer_member'], level: 'note' },
    { roles: ['reader'], level: 'stop' },
    { roles: [], level: 'stop' },
    { roles: ['member', 'admin'], level: 'stop' },
    { roles: ['member', 'manager'], level: 'stop' },
  ]) {
    test(`the roles ${roles.join(', ') || '(none)'}: ${level}`, () => {
      const diagnosis = examineRoles(roles)
      assert.equal(diagnosis.level, level)
      assert.equal(diagnosis.remedy === undefined, level === 'ok')
    })
  }

  test('the kind of credential', () => {
    assert.deepEqual(
      (['application-credential', 'password', 'token'] as const).map((method) => examineMethod(method).level),
      ['ok', 'note', 'mend'],
    )
  })

  for (const { sentence, credential, found } of [
    {
      sentence: 'for ever and limited',
      credential: { expires_at: null, unrestricted: false, access_rules: [{}] },
      found: ['ok', 'ok', 'ok'],
    },
    {
      sentence: 'for a year, without rules',
      credential: { expires_at: '2027-11-21T12:00:00.000000', unrestricted: false },
      found: ['ok', 'ok', 'note'],
    },
    {
      sentence: 'for a week',
      credential: { expires_at: '2026-11-28T12:00:00.000000', unrestricted: false },
      found: ['mend', 'ok', 'note'],
    },
    { sentence: 'unrestricted', credential: { expires_at: null, unrestricted: true }, found: ['ok', 'mend', 'note'] },
    { sentence: 'with a strange date', credential: { expires_at: 'soon' }, found: ['note', 'ok', 'note'] },
  ]) {
    test(`an application credential ${sentence}`, () => {
      const parsed = parseApplicationCredential({ application_credential: { name: 'siegel', ...credential } })
      assert.deepEqual(levels(examineApplicationCredential(parsed, AT)), found)
    })
  }

  for (const { sentence, skews, level, says } of [
    { sentence: 'that agree', skews: [0, -1, 1], level: 'ok', says: /within \d seconds/ },
    { sentence: 'of which one is wrong', skews: [0, 120], level: 'mend', says: /differ.*service1 12[01] s/ },
    {
      sentence: 'that agree on another time than ours',
      skews: [120, 121],
      level: 'mend',
      says: /12[12] seconds behind all/,
    },
    { sentence: 'before ours', skews: [-60, -60], level: 'mend', says: /(59|60) seconds ahead of all/ },
    { sentence: 'that are not shown', skews: [], level: 'note', says: /No service/ },
  ]) {
    test(`clocks ${sentence}`, () => {
      const samples = skews.map((skew, index) => ({ service: `service${index}`, shown: later(skew), at: AT }))
      const diagnosis = examineClock(samples)
      assert.equal(diagnosis.level, level)
      assert.match(diagnosis.says, says)
    })
  }

  for (const { sentence, days, problem, level } of [
    { sentence: 'good for long', days: 60, problem: null, level: 'ok' },
    { sentence: 'about to expire', days: 13, problem: null, level: 'mend' },
    { sentence: 'that nobody trusts', days: 60, problem: 'self-signed certificate', level: 'mend' },
  ]) {
    test(`a certificate ${sentence}`, () => {
      const certificate = { validFrom: AT, validTo: later(days * 86_400), problem }
      assert.equal(examineCertificate('https://cloud.example', certificate, AT).level, level)
    })
  }

  const needs = runNeeds({
    creates: new Map([
      ['volume', 2],
      ['backup', 1],
      ['server', 1],
      ['network', 1],
      ['secret', 3],
    ]),
    gibibytes: 10,
  })

  test('what a run needs', () => {
    assert.deepEqual(Object.fromEntries(needs), {
      volumes: 2,
      backups: 1,
      backup_gigabytes: 1,
      instances: 1,
      cores: 1,
      ram: 512,
      port: 2,
      network: 1,
      gigabytes: 10,
    })
  })

  for (const { sentence, service, answer, found, says } of [
    {
      sentence: 'volumes without limit',
      service: 'volume' as const,
      answer: { limits: { absolute: { maxTotalVolumes: -1, totalVolumesUsed: 90 } } },
      found: ['ok'],
      says: /enough/,
    },
    {
      sentence: 'too few volumes left',
      service: 'volume' as const,
      answer: { limits: { absolute: { maxTotalVolumes: 10, totalVolumesUsed: 9 } } },
      found: ['mend'],
      says: /needs 2 of volumes, and 1 of 10 are left/,
    },
    {
      sentence: 'neither cores nor memory left',
      service: 'compute' as const,
      answer: {
        limits: { absolute: { maxTotalCores: 4, totalCoresUsed: 4, maxTotalRAMSize: 1000, totalRAMUsed: 600 } },
      },
      found: ['mend', 'mend'],
      says: /cores/,
    },
    {
      sentence: 'more ports used than allowed',
      service: 'network' as const,
      answer: { quota: { port: { limit: 5, used: 7, reserved: 0 }, network: { limit: 5, used: 1, reserved: 0 } } },
      found: ['mend'],
      says: /needs 2 of port, and 0 of 5/,
    },
  ]) {
    test(`quotas with ${sentence}`, () => {
      const diagnoses = examineQuotas(service, parseQuotas(service, answer), needs)
      assert.deepEqual(levels(diagnoses), found)
      assert.match(diagnoses[0]?.says ?? '', says)
    })
  }

  test('and says with its exit code what that means', () => {
    const of = (...found: Diagnosis['level'][]) =>
      doctorExitCode(found.map((level) => ({ level, about: 'x', says: 'y' })))
    assert.deepEqual([of('ok', 'note'), of('ok', 'mend'), of('mend', 'stop'), of()], [0, 1, 3, 0])
  })
})
