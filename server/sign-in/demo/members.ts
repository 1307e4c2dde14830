import type { Person } from '../../people/person.ts'
import { worksIn } from '../../people/works-in.ts'
import type { Store } from '../../store/store.ts'
import { type Member, type Members, mostFound } from '../members.ts'
import { openSessions } from '../open-sessions.ts'

/** In the demo everybody is who the directory says, with the role that stands there. */
export function demoMembers(store: Store): Members {
  return {
    sessions: openSessions(store),

    async about(req, { directory }) {
      const person = directory.person(req.session.owner)
      if (!person) return undefined
      const { slug: owner, name, email, role } = person
      const units = [
        ...worksIn(person).map((unit) => ({ unit, because: 'works' as const })),
        ...directory.ledBy(person).map((unit) => ({ unit, because: 'leads' as const })),
      ]
      return { owner, name, email, person, role, roleFrom: 'directory', units }
    },

    async find(text, { directory }) {
      return directory.persons
        .filter(({ name, active }) => active && name.toLowerCase().includes(text.toLowerCase()))
        .slice(0, mostFound)
        .map(memberOf)
    },

    async get(owner, { directory }) {
      const person = directory.person(owner)
      return person && memberOf(person)
    },
  }
}

const memberOf = ({ slug, name, role }: Person): Member => ({ owner: slug, name, role })
