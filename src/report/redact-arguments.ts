const SECRET_NAME = /pass(?:word|phrase|wd)?|secret|token|credential|api-?key|private-?key|authorization/i
/** Without the scheme before it: to look for that from every letter on would take quadratic time. */
const URL_USER = /:\/\/[^\s/]*@/g
const MASK = '***'

/**
 * A command line that may be published: the values of options and variables with telling names (password, token, secret …)
 * and the users in URLs are masked. It errs on the side of masking.
 */
export function redactArguments(commandLine: readonly string[]): string[] {
  let hideNext = false
  return commandLine.map((argument) => {
    const hide = hideNext
    hideNext = argument.startsWith('-') && !argument.includes('=') && SECRET_NAME.test(argument)
    return hide && !argument.startsWith('--') ? MASK : redactText(argument)
  })
}

/** The values of an assignment that may be published: those with telling names are masked. */
export function redactAssignment(assignment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(assignment).map(([name, value]) => [name, SECRET_NAME.test(name) ? MASK : redactText(value)]),
  )
}

function redactText(text: string): string {
  const [, name = ''] = /^([^=]*)=/.exec(text) ?? []
  if (name !== '' && SECRET_NAME.test(name)) return `${name}=${MASK}`
  return text.replaceAll(URL_USER, `://${MASK}@`)
}
