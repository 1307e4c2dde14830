import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const loader = new URL('../../support/load.mjs', import.meta.url).href

/** A process that writes to a store until it is killed or fails. */
export interface Writer {
  child: ChildProcess
  /** What is acknowledged, a line each. */
  lines: Interface
  /** What it printed as errors. */
  errors(): string
  begin(): void
}

/**
 * A process that is ready to write; it takes a while until it is, so it is good to start it early.
 *
 * @param largestFile how large a file may become that it writes, in bytes; the system refuses more, as a full disk does
 */
export function startWriter(directory: string, round: number, largestFile?: number): Writer {
  const script = fileURLToPath(new URL('./writer.ts', import.meta.url))
  const node = [process.execPath, '--import', loader, '--conditions=source', script, directory, String(round)]
  const limited = ['sh', '-c', `ulimit -f ${Math.ceil((largestFile ?? 0) / 512)}; exec "$@"`, 'writer', ...node]
  const [command = '', ...words] = largestFile === undefined ? node : limited
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (text) => {
    errors += text
  })
  return {
    child,
    lines: createInterface({ input: child.stdout }),
    errors: () => errors,
    begin: () => child.stdin.write('begin\n'),
  }
}

/** Let a writer write to its end. How many things each actor was told are done. */
export async function follow(writer: Writer, told: (answers: number) => void = () => {}): Promise<Map<string, number>> {
  const closed = once(writer.child, 'close')
  const done = new Map<string, number>()
  let answers = 0
  writer.begin()
  for await (const line of writer.lines) {
    const [name = '', n] = line.split(' ')
    done.set(name, Number(n))
    told(++answers)
  }
  await closed
  return done
}
