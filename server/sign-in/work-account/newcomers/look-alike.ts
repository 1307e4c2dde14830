import type { Directory } from '../../../people/directory.ts'
import type { Person } from '../../../people/person.ts'

/** What an account says about somebody; none of it is proof of who they are. */
export interface Looks {
  name: string
  email?: string | undefined
}

/** Colleagues in the directory who may be the one with this name and address. Case, accents and double spaces do not matter. */
export function lookAlikes({ name, email }: Looks, directory: Directory): Person[] {
  return directory.persons.filter(
    (person) =>
      person.active &&
      (plain(person.name) === plain(name) || (email && person.email?.toLowerCase() === email.toLowerCase())),
  )
}

const plain = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
