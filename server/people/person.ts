import { z } from 'zod'
import { roles } from '../access/reader.ts'
import { person, slug, text, unit } from '../content/fields.ts'

/** Working days, in the order of the week. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
export type Weekday = (typeof weekdays)[number]
const dayParts = z.array(z.enum(['am', 'pm']))

/**
 * A directory entry. `availability` tells per weekday whether somebody works in the morning and the afternoon. Of somebody who
 * just signed in for the first time, function and unit are not known yet.
 */
export const Person = z.strictObject({
  slug: slug(),
  name: text(80),
  function: text(120).optional(),
  unit: unit().optional(),
  topics: z.array(text(80)).default([]),
  phone: text(20).optional(),
  email: z.email().optional(),
  availability: z.partialRecord(z.enum(weekdays), dayParts).default({}),
  deputy: person().optional(),
  leads: z.array(unit()).default([]),
  role: z.enum(roles).default('reader'),
  active: z.boolean().default(true),
})
export type Person = z.infer<typeof Person>

/** An organisational unit; `parent` makes the tree. */
export const Unit = z.strictObject({
  slug: slug(),
  name: text(80),
  parent: unit().optional(),
  description: text(400),
  phone: text(20).optional(),
})
export type Unit = z.infer<typeof Unit>
