import { Presets, SingleBar } from 'cli-progress'

/** Told how far a long piece of work is. */
export type Progress = (done: number, total: number) => void

/** A progress bar on the terminal; it appears only when there is something to do. */
export function progressBar(label: string) {
  const bar = new SingleBar({ format: `${label} {bar} {value}/{total}`, noTTYOutput: false }, Presets.shades_classic)
  let started = false
  return {
    show(done: number, total: number): void {
      if (!started && total > 0) {
        bar.start(total, done)
        started = true
      }
      bar.update(done)
    },
    stop(): void {
      if (started) bar.stop()
    },
  }
}
