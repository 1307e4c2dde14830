import type { Reader } from '../access/reader.ts'
import type { Person, Unit } from './person.ts'
import { worksIn } from './works-in.ts'

/** All persons and units at one moment, ready to ask. A change in the store gives a new Directory (see open-directory.ts). */
export class Directory {
  readonly persons: Person[]
  readonly units: Unit[]
  readonly #persons: Map<string, Person>
  readonly #units: Map<string, Unit>

  constructor(persons: Person[], units: Unit[]) {
    this.persons = persons
    this.units = units
    this.#persons = new Map(persons.map((person) => [person.slug, person]))
    this.#units = new Map(units.map((unit) => [unit.slug, unit]))
  }

  person(slug: string | undefined): Person | undefined {
    return slug ? this.#persons.get(slug) : undefined
  }

  /** Somebody who still works here, and may therefore be called. */
  colleague(slug: string | undefined): Person | undefined {
    const person = this.person(slug)
    return person?.active ? person : undefined
  }

  unit(slug: string | undefined): Unit | undefined {
    return slug ? this.#units.get(slug) : undefined
  }

  /** From the top of the tree down to `slug` itself. */
  pathTo(slug: string): Unit[] {
    const path: Unit[] = []
    for (let unit = this.unit(slug); unit && !path.includes(unit); unit = this.unit(unit.parent)) path.unshift(unit)
    return path
  }

  childrenOf(slug: string | undefined): Unit[] {
    return this.units.filter((unit) => unit.parent === slug)
  }

  /** `slug` and every unit under it. */
  within(slug: string): string[] {
    return this.units
      .filter((unit) => this.pathTo(unit.slug).some((above) => above.slug === slug))
      .map((unit) => unit.slug)
  }

  peopleOf(unit: string): Person[] {
    return this.persons.filter((person) => person.unit === unit && person.active)
  }

  /** The units that `person` leads, with everything under them. */
  ledBy(person: Person): string[] {
    return [...new Set(person.leads.flatMap((unit) => this.within(unit)))]
  }

  /** Who leads `unit`, or one above it. */
  leadersOf(unit: string): Person[] {
    const above = this.pathTo(unit).map(({ slug }) => slug)
    return this.persons.filter((person) => person.active && person.leads.some((led) => above.includes(led)))
  }

  /** Who leads `unit`, or else the first one above it that somebody leads. */
  nearestLeadersOf(unit: string): Person[] {
    const upwards = this.pathTo(unit).reverse()
    const led = upwards.map(({ slug }) => this.persons.filter(({ active, leads }) => active && leads.includes(slug)))
    return led.find((leaders) => leaders.length > 0) ?? []
  }

  /** The reader that `person` is once signed in. Their units: the one they work in, and all that they lead. */
  readerFor(person: Person): Reader {
    const leads = this.ledBy(person)
    return {
      id: person.slug,
      name: person.name,
      role: person.role,
      units: [...new Set([...worksIn(person), ...leads])],
      leads,
    }
  }
}

/** The first letters of the first and the last name: `Mirjam Kok` → `MK`. */
export function initials(name: string): string {
  const words = name.split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : ''
  return `${words[0]?.[0] ?? ''}${last?.[0] ?? ''}`.toUpperCase()
}
