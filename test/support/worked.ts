/** For how many milliseconds this process has worked so far: unlike the clock it does not go on while others have the machine. */
export function worked(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
