import { z } from 'zod'

/** What a field points at: the form offers these to choose from, the library check finds references that lead nowhere. */
export type Refers = 'person' | 'unit' | 'item' | 'amount' | 'theme' | 'audience'
declare module 'zod' {
  interface GlobalMeta {
    refers?: Refers
    /** A field that the form asks for in a way of its own. */
    asks?: 'visibility'
  }
}

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** A name in an address: lower-case letters, digits and single hyphens, at most 80 characters. */
export const slug = () => z.string().max(80).regex(slugPattern, 'must be lower-case letters, digits and hyphens')

/** Free text of one or more sentences, at most `max` characters. */
export const text = (max = 2000) => z.string().trim().min(1).max(max)

/** A date without a time, `YYYY-MM-DD`. */
export const day = () => z.iso.date('must be a date such as 2026-11-22')

/** An address on the web; anything else, such as `javascript:`, would run or open something in the browser of a reader. */
export const webAddress = () => z.url({ protocol: /^https?$/, error: 'must be an address that starts with https://' })

/** The slug of a person in the directory. */
export const person = () => slug().meta({ refers: 'person' })

/** The slug of a unit in the directory. */
export const unit = () => slug().meta({ refers: 'unit' })

/** The slug of a theme in the vocabulary. */
export const theme = () => slug().meta({ refers: 'theme' })

/** The slug of an audience in the vocabulary. */
export const audience = () => slug().meta({ refers: 'audience' })

/** The key of an amount or a term in amounts.yaml. */
export const amount = () => slug().meta({ refers: 'amount' })

/** Another item, `plugin-id/slug`. */
export const itemRef = () =>
  z
    .string()
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must be plugin-id/slug')
    .meta({ refers: 'item' })
