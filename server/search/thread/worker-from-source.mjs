// Node before 22.18 cannot load TypeScript in a thread by itself, not even when the main thread runs under tsx.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
