import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atTheEnd } from './closing.ts'

/** A fresh folder that is gone at the end. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kenniskompas-'))
  atTheEnd(() => rm(folder, { recursive: true, force: true }))
  return folder
}
