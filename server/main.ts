#!/usr/bin/env node
import './dutch-time.ts'

import { ConfigError, readConfig } from './config.ts'
import { CannotStart } from './errors.ts'
import { consoleLog } from './log.ts'
import { progressBar } from './progress.ts'
import { chooseSignIn } from './sign-in/choose.ts'

try {
  const config = readConfig(process.env)
  const now = () => new Date()
  const provider = await chooseSignIn(config, process.env, now)
  // Most of the work of a start is loading the house, so what is set wrong is told before that.
  const [{ start }, { plugins }] = await Promise.all([import('./start.ts'), import('../plugins/index.ts')])
  const bar = progressBar('Importing the library')
  const running = await start({
    config,
    plugins,
    provider,
    now,
    log: consoleLog,
    onProgress: bar.show,
  })
  bar.stop()
  running.house.jobs.start()
  reportImport(running.imported?.refused ?? [])
  console.log(`Kenniskompas is ready at ${running.url}  (Ctrl-C stops it)`)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await running.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
} catch (error) {
  const foreseen = error instanceof ConfigError || error instanceof CannotStart
  console.error(foreseen ? error.message : error)
  process.exit(error instanceof ConfigError ? error.exitCode : 1)
}

function reportImport(refused: Array<{ id: string; problems: Array<{ field: string; message: string }> }>): void {
  for (const { id, problems } of refused) {
    console.warn(`${id} was not imported:${problems.map(({ field, message }) => `\n  ${field} ${message}`).join('')}`)
  }
}
