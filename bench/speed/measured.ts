/** What was measured of one engine: times in ms, sizes in bytes. */
export interface Measured {
  build: number
  heap: number
  saved?: number
  load?: number
  /** Of one document, until it is found. */
  update?: number[]
  /** For each class of questions, the time of each. */
  questions: Record<string, number[]>
}
