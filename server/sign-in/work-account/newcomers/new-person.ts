import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Person } from '../../../people/person.ts'
import type { Looks } from './look-alike.ts'

/**
 * The entry in the directory of somebody who signed in and was not in it. Part of the slug comes from the key of the account, so
 * that no import of a namesake ever takes it over.
 */
export function newPerson(key: string, { name, email }: Looks): Person {
  const shown = name.trim().slice(0, 80) || key.slice(0, 80)
  const words = shown
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 12)
  const slug = `${words.slice(0, 60)}-${hash}`.replace(/-{2,}/g, '-').replace(/^-/, '')
  const address = z.email().safeParse(email).data
  return Person.parse({ slug, name: shown, ...(address && { email: address }) })
}
