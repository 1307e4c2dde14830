import { z } from 'zod'

/** What can be wrong with a file, as a word that texts can be chosen by. */
export type ProblemCode =
  | 'missing'
  | 'too-long'
  | 'too-few'
  | 'too-many'
  | 'too-small'
  | 'too-large'
  | 'not-a-day'
  | 'not-a-number'
  | 'not-whole'
  | 'not-an-address'
  | 'not-a-choice'
  | 'unknown'
  | 'unexpected'
  | 'no-body'
  | 'unreadable'
  | 'refused'
  | 'personal'
  | 'wrong'

export interface FileProblem {
  /** Path of the field in the front matter, such as `product.uri`; empty when the file as a whole is wrong. */
  field: string
  /** In English, for the command line. */
  message: string
  code: ProblemCode
  /** What a text may fill in: `max` and `length`, `min`, `value`. */
  values?: Record<string, string | number>
  /** Line in the file, from 1. */
  line?: number
}

type Meaning = Pick<FileProblem, 'code' | 'values'>

/** Everything that `schema` has against `data`. */
export function problemsWith(schema: z.ZodType, data: unknown): FileProblem[] {
  const { error } = schema.safeParse(data, { reportInput: true })
  return (error?.issues ?? []).map((issue) => ({
    field: z.core.toDotPath(issue.path),
    message: issue.message,
    ...meaningOf(issue),
  }))
}

function meaningOf(issue: z.core.$ZodIssue): Meaning {
  if (issue.input === undefined) return { code: 'missing' }
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return badFormat(issue)
    case 'invalid_type':
      return badType(issue)
    case 'invalid_value':
    case 'invalid_union':
      return { code: 'not-a-choice' }
    default:
      return { code: 'wrong' }
  }
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): Meaning {
  if (origin === 'string') return { code: 'missing' }
  const code = origin === 'array' ? 'too-few' : 'too-small'
  return { code, values: { min: Number(minimum) } }
}

function tooBig({ origin, maximum, input }: z.core.$ZodIssueTooBig): Meaning {
  const max = Number(maximum)
  if (origin === 'string') return { code: 'too-long', values: { max, length: String(input).length } }
  return { code: origin === 'array' ? 'too-many' : 'too-large', values: { max } }
}

function badFormat({ format, input }: z.core.$ZodIssueInvalidStringFormat): Meaning {
  if (format === 'date') return { code: 'not-a-day' }
  if (format === 'url') return { code: 'not-an-address' }
  return { code: 'unknown', values: { value: String(input) } }
}

function badType({ expected }: z.core.$ZodIssueInvalidType): Meaning {
  if (expected === 'int') return { code: 'not-whole' }
  return { code: expected === 'number' ? 'not-a-number' : 'wrong' }
}
