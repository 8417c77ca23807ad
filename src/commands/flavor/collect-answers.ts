import { CodedError } from '#vocabulary/coded-error.ts'
import { describeAnswer, isAnswer } from './check-answer.ts'
import { type Answers, FLAVOR_QUESTIONS, type FlavorQuestion } from './flavor-questions.ts'
import { printable } from './printable.ts'

/** Puts one line in front of a person and returns the answer, or null at the end of the input. */
export type Ask = (prompt: string) => Promise<string | null>

/**
 * Completes what the options say. With a person there, every detail that no option decides is asked for, and a wrong
 * answer is asked for again; an empty answer means none, or no.
 * @throws CodedError FLAVOR_ANSWER_INVALID for an option, FLAVOR_ANSWER_MISSING where nobody answers
 */
export async function collectAnswers(options: Answers, ask: Ask | null): Promise<Answers> {
  const answers: Record<string, string> = {}
  for (const question of FLAVOR_QUESTIONS) {
    const { key, dependsOn } = question
    const option = options[key]
    const isApplicable = dependsOn === undefined || dependsOn in answers
    if (option !== undefined) checkOption(question, option, answers, isApplicable)
    if (!isApplicable) continue
    const answer = option ?? (ask === null ? '' : await askUntilValid(question, answers, ask))
    if (answer !== '' && answer !== 'no') answers[key] = answer
  }
  return answers
}

/** The flags of required details that the options leave open. */
export function missingFlags(options: Answers): string[] {
  return FLAVOR_QUESTIONS.filter(
    ({ key, isRequired, dependsOn }) =>
      isRequired && options[key] === undefined && (dependsOn === undefined || options[dependsOn] !== undefined),
  ).map(flagName)
}

function checkOption(question: FlavorQuestion, option: string, answers: Answers, isApplicable: boolean): void {
  const flag = flagName(question)
  if (!isApplicable) {
    const needed = FLAVOR_QUESTIONS.find(({ key }) => key === question.dependsOn)
    throw new CodedError('FLAVOR_ANSWER_INVALID', `it has no meaning without ${needed ? flagName(needed) : 'more'}`, {
      place: flag,
    })
  }
  if (isAnswer(question, option, answers)) return
  const message = `${printable(option)} is not possible; expected ${describeAnswer(question, answers)}`
  throw new CodedError('FLAVOR_ANSWER_INVALID', message, { place: flag })
}

async function askUntilValid(question: FlavorQuestion, answers: Answers, ask: Ask): Promise<string> {
  const expected = describeAnswer(question, answers)
  const empty = question.isRequired ? '' : question.answer.kind === 'yes-no' ? '; empty: no' : '; empty: none'
  for (;;) {
    const text = (await ask(`${question.question} (${expected}${empty}): `))?.trim()
    if (text === undefined) {
      throw new CodedError('FLAVOR_ANSWER_MISSING', `the input ended before the answer to: ${question.question}`, {
        place: flagName(question),
      })
    }
    if (text === '' ? !question.isRequired : isAnswer(question, text, answers)) return text
  }
}

function flagName({ flag }: FlavorQuestion): string {
  return flag.split(' ')[0] ?? flag
}
