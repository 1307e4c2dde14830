import Module from 'node:module'
import { join, sep } from 'node:path'
import { isMainThread } from 'node:worker_threads'

const root = join(import.meta.dirname, '../..')

/** Where this module of the product is in dist/, which is compiled before tests that are shared out over processes. */
function compiled(path) {
  const inside = path.startsWith(root + sep) ? path.slice(root.length + 1) : ''
  return /^(server|plugins)\b.*\.ts$/.test(inside) ? join(root, 'dist', `${inside.slice(0, -3)}.js`) : path
}

// Threads load what is compiled, or see to source themselves.
if (isMainThread) {
  await import('tsx')
  if (process.env.MOCHA_WORKER_ID !== undefined) {
    const resolve = Module._resolveFilename
    Module._resolveFilename = (...request) => compiled(resolve(...request))
  }
}
