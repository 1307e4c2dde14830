import Module, { register } from 'node:module'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'

const root = join(import.meta.dirname, '../..')

/** Where this module of the product is in dist/, which is compiled before tests that are shared out over processes. */
function compiled(path) {
  const inside = path.startsWith(root + sep) ? path.slice(root.length + 1) : ''
  return /^(server|plugins)\b.*\.ts$/.test(inside) ? join(root, 'dist', `${inside.slice(0, -3)}.js`) : path
}

/** The same for what is imported: Node asks it in a thread of its own. */
export async function resolve(specifier, context, nextResolve) {
  const found = await nextResolve(specifier, context)
  if (!found.url.startsWith('file:')) return found
  return { ...found, url: pathToFileURL(compiled(fileURLToPath(found.url))).href }
}

// Threads of the product load what is compiled, or see to source themselves.
if (isMainThread) {
  await import('tsx')
  if (process.env.MOCHA_WORKER_ID !== undefined) {
    const resolveRequired = Module._resolveFilename
    Module._resolveFilename = (...request) => compiled(resolveRequired(...request))
    register(import.meta.url)
  }
}
