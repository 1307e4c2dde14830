import { Worker } from 'node:worker_threads'

/**
 * Start a thread. Compiled, its module is a JavaScript file; from source it may need a loader of its own.
 * @param module without its extension: `new URL('./worker', import.meta.url)`
 */
export function startThread(module: URL, workerData: unknown): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`${module}.js`), { workerData })
  const source = new URL(`${module}.ts`)
  const native = 'typescript' in process.features && process.features.typescript
  if (native) return new Worker(source, { workerData })
  return new Worker(new URL('./from-source.mjs', import.meta.url), { workerData, argv: [source.href] })
}
