const { availableParallelism } = require('node:os')

/** Room for what is young, in MB. Tests make much and keep little: with Node's own room a tenth of their time goes into tidying up. */
const young = ['min-semi-space-size=32', 'max-semi-space-size=64']

module.exports = {
  'node-option': ['import=./test/support/load.mjs', 'conditions=source', ...young],
  reporter: './test/support/reporter.ts',
  require: './test/support/set-up.ts',
  /** Long: the first test of a file may have to open a browser and a house, on a machine that is busy. What waits for a page gives up earlier by itself. */
  timeout: 60_000,
  /** Processes over which `--parallel` shares out the files; more than there are cores, since tests wait for disks, pages and processes. */
  jobs: availableParallelism() + 2,
}
