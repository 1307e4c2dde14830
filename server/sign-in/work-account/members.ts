import type { Directory } from '../../people/directory.ts'
import { worksIn } from '../../people/works-in.ts'
import { type Member, type Members, mostFound } from '../members.ts'
import type { OpenSessions } from '../open-sessions.ts'
import { type Account, type Accounts, readerOf } from './accounts.ts'
import type { Newcomers } from './newcomers/newcomers.ts'

/** With work accounts the role comes from the account, and the units from the account and the directory. */
export function workAccountMembers(sessions: OpenSessions, accounts: Accounts, newcomers: Newcomers): Members {
  return {
    sessions,
    newcomers,

    async about(req, { directory }) {
      const account = req.session.owner ? await accounts.get(req.session.owner) : undefined
      if (!account) return undefined
      const { _id: owner, name, email, role } = account
      const asks = directory.person(account.asks)
      const person = directory.person(account.person)
      const units = [
        ...account.units.map((unit) => ({ unit, because: 'group' as const })),
        ...(person ? worksIn(person) : []).map((unit) => ({ unit, because: 'works' as const })),
        ...readerOf(account, directory).leads.map((unit) => ({ unit, because: 'leads' as const })),
      ]
      return { owner, name, email, person, asks, role, roleFrom: 'account', units }
    },

    async find(text, { directory }) {
      return (await accounts.find(text, mostFound)).map((account) => memberOf(account, directory))
    },

    async get(owner, { directory }) {
      const account = await accounts.get(owner)
      return account && memberOf(account, directory)
    },
  }
}

function memberOf({ _id, name, role, person, confirmed }: Account, directory: Directory): Member {
  return { owner: _id, name, role, recognisedAs: confirmed ? directory.person(person) : undefined }
}
