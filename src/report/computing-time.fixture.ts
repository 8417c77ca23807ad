/** How many milliseconds a task computes. Unlike time by the clock it does not depend on what else the machine does. */
export function computingTime(task: () => unknown): number {
  const before = process.threadCpuUsage()
  task()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}
