import type { Person } from './person.ts'

/** The unit that somebody works in; none when it is not known. */
export const worksIn = ({ unit }: Pick<Person, 'unit'>): string[] => (unit ? [unit] : [])
