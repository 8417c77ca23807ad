import type { Answers, FlavorQuestion } from './flavor-questions.ts'

/** What may be answered, for people: the choices with their meaning, or the form of a number. */
export function describeAnswer({ answer }: FlavorQuestion, answers: Answers): string {
  switch (answer.kind) {
    case 'number':
      return 'a whole number of at least 1'
    case 'halves':
      return 'a multiple of 0.5'
    case 'disk size':
      return 'a whole number of at least 1, or "any" if the cloud chooses'
    case 'yes-no':
      return 'yes or no'
    case 'choice':
      return answer
        .choices(answers)
        .map(({ word, meaning }) => `${word} = ${meaning}`)
        .join(', ')
  }
}

/** True if a flavor name can express the answer. */
export function isAnswer({ answer }: FlavorQuestion, text: string, answers: Answers): boolean {
  switch (answer.kind) {
    case 'number':
      return /^[1-9][0-9]{0,11}$/.test(text)
    case 'halves':
      return /^[0-9]{1,12}(?:\.[05])?$/.test(text) && Number(text) > 0
    case 'disk size':
      return /^(?:any|[1-9][0-9]{0,11})$/.test(text)
    case 'yes-no':
      return /^(?:yes|no)$/.test(text)
    case 'choice':
      return answer.choices(answers).some(({ word }) => word === text)
  }
}
