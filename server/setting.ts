import { z } from 'zod'

/** An empty variable in the environment counts as one that is not there. */
export const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)

/** A setting that may be absent. */
export const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional())
