import { sep } from 'node:path'
import type { Runner, Suite } from 'mocha'
import { provideChromium } from './chromium.ts'

const inBrowser = ({ file, suites }: Suite): boolean =>
  file?.includes(`${sep}test${sep}browser${sep}`) || suites.some(inBrowser)

/** Runs once, before all tests: sees to it that the tests in test/browser/, if any are chosen, have a browser. */
export async function mochaGlobalSetup(this: Runner): Promise<void> {
  if (inBrowser(this.suite)) provideChromium()
}
