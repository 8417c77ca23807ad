import { createInterface } from 'node:readline'
import type { CommandContext } from './command-context.ts'

/**
 * Asks a person, and tells whether the answer was the whole word `yes`. The end of the input and an interruption are no.
 */
export async function typedYes(
  question: string,
  output: CommandContext['stderr'],
  { signal, stdin }: Pick<CommandContext, 'signal' | 'stdin'>,
): Promise<boolean> {
  // Not as a terminal: so an interruption reaches the program itself, as at any other moment.
  const lines = createInterface({ input: stdin, output, terminal: false })
  try {
    const answer = await new Promise<string>((resolve) => {
      const stop = () => resolve('')
      lines.once('line', resolve)
      lines.once('close', stop)
      signal.addEventListener('abort', stop, { once: true })
      if (signal.aborted) stop()
      else output.write(question)
    })
    return answer.trim() === 'yes'
  } finally {
    lines.close()
  }
}
