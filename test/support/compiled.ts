import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../server/paths.ts'

const typescript = join(packageRoot, 'node_modules/typescript/bin/tsc')

/** Compiles the product, as `npm run build` does, without looking for wrong types. */
export function compile(): void {
  rmSync(join(packageRoot, 'dist'), { recursive: true, force: true })
  const words = ['--project', 'tsconfig.build.json', '--noCheck']
  execFileSync(process.execPath, [typescript, ...words], { cwd: packageRoot, stdio: 'inherit' })
}

/** Whether this is one of the processes over which the files of tests are shared out. */
export const isShared = process.env.MOCHA_WORKER_ID !== undefined

/** Whether the product was compiled before these tests: it starts twice as quickly then. One file of tests does not wait for that. */
export const isCompiled = isShared
