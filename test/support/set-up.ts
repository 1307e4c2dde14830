import { sep } from 'node:path'
import type { RootHookObject, Runner, Suite } from 'mocha'
import { provideChromium } from './chromium.ts'
import { closeEverything } from './closing.ts'
import { compile, isShared } from './compiled.ts'

const inBrowser = ({ file, suites }: Suite): boolean =>
  file?.includes(`${sep}test${sep}browser${sep}`) || suites.some(inBrowser)

/**
 * Runs once, before all tests: sees to it that the tests in test/browser/, if any are chosen, have a browser. When files
 * are shared out over processes this one knows none of them: then expect all tests, and compile what they start often.
 */
export async function mochaGlobalSetup(this: Runner): Promise<void> {
  const areSharedOut = this.suite.suites.length === 0
  if (areSharedOut) compile()
  if (areSharedOut || inBrowser(this.suite)) provideChromium()
}

// Ctrl-C reaches every process; the one that shares out the files ends the others, so that they can tidy up.
if (isShared) process.on('SIGINT', () => {})

/** In every process, after its last test; where files are shared out, after each of them. */
export const mochaHooks: RootHookObject = { afterAll: closeEverything }
