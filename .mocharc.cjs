const { availableParallelism } = require('node:os')

module.exports = {
  'node-option': ['import=./test/support/load.mjs', 'conditions=source'],
  reporter: './test/support/reporter.ts',
  require: './test/support/set-up.ts',
  timeout: 20_000,
  /** Processes over which `--parallel` shares out the files; one more than there are cores, since tests wait for disks and processes. */
  jobs: availableParallelism() + 1,
}
