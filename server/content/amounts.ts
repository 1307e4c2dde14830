import { z } from 'zod'
import { readYaml } from './yaml.ts'

const Amount = z.strictObject({
  label: z.string().trim().min(1).max(120),
  value: z.string().trim().min(1).max(80),
  /** Why a reader must check it: it changes with the year, or the own municipality decides. */
  differs: z.array(z.enum(['year', 'municipality'])).default([]),
})

const AmountsFile = z.strictObject({
  year: z.int().min(2000).max(2100),
  amounts: z.record(z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), Amount),
})

export type Amount = z.infer<typeof Amount>

/** The amounts and terms that texts refer to with {bedrag: key}, all of one year. */
export interface Amounts {
  year: number
  get(key: string): Amount | undefined
  keys(): string[]
}

/**
 * Reads amounts.yaml: `year`, and under `amounts` per key a label, a value as it is printed, and why it may differ.
 * @throws {YamlError} for broken YAML, {z.ZodError} for a file of another shape
 */
export function loadAmounts(text: string): Amounts {
  const { year, amounts } = AmountsFile.parse(readYaml(text.replace(/^\uFEFF/, '')))
  const byKey = new Map(Object.entries(amounts))
  return { year, get: (key) => byKey.get(key), keys: () => [...byKey.keys()] }
}
