import { z } from 'zod'

/** An empty variable in the environment, or field of a form, counts as one that is not there. */
export const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)

/** A setting, or a field of a form, that may be absent. */
export const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional())
