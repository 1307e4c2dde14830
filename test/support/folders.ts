import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atTheEnd } from './closing.ts'

const made = new Set<string>()

// Tests that are stopped with Ctrl-C come to no end of their own.
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A fresh folder that is gone when this process ends. */
export async function folderOfProcess(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kenniskompas-'))
  made.add(folder)
  return folder
}

/** A fresh folder that is gone at the end. */
export async function temporaryFolder(): Promise<string> {
  const folder = await folderOfProcess()
  atTheEnd(async () => {
    await rm(folder, { recursive: true, force: true })
    made.delete(folder)
  })
  return folder
}
