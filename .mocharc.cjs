const { availableParallelism } = require('node:os')

module.exports = {
  'node-option': ['import=tsx', 'conditions=source'],
  reporter: './test/support/reporter.ts',
  require: './test/support/set-up.ts',
  timeout: 20_000,
  /** Processes over which `--parallel` shares out the files; even on one core two are quicker, since tests wait for disks and processes. */
  jobs: Math.max(2, availableParallelism()),
}
