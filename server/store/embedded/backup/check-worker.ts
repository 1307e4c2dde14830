import { parentPort, workerData } from 'node:worker_threads'
import { checkCopy } from './check-copy.ts'

parentPort?.postMessage(await checkCopy(workerData))
