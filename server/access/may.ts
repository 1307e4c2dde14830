import type { Reader, Role } from './reader.ts'
import { type Action, type Audience, type Permission, pluginRules, type Reach, rules, type State } from './rules.ts'

/** Whoever asks. Rules that look at neither ask for the id nor for the units that somebody leads. */
export type Asker = Pick<Reader, 'role' | 'units'> & Partial<Pick<Reader, 'id' | 'leads'>>

/** What something is done with; only the parts that its rule looks at are needed. */
export interface Thing {
  state?: State
  audience?: Audience
  /** Slugs of the units that it belongs to or is meant for. */
  units?: string[] | undefined
  /** Ids of the persons whose own it is. */
  persons?: string[]
}

/** Whether `asker` may do this with this thing. What no rule speaks of nobody may do. */
export function may(asker: Asker, action: Action, thing: Thing = {}): boolean {
  return isWithin(reachOf(asker.role, action, thing), asker, thing)
}

/** Whether `asker` may do what a plugin's permission asks for. */
export const mayInPlugin = (asker: Asker, permission: Permission): boolean =>
  isWithin(pluginRules[permission][asker.role], asker, {})

/** How far the right of a role to this action reaches, among things in this state and for this audience. */
export function reachOf(
  role: Role,
  action: Action,
  { state, audience }: Pick<Thing, 'state' | 'audience'> = {},
): Reach {
  const rule = rules.find(
    (row) =>
      row.action === action &&
      (!('state' in row) || row.state === state) &&
      (!('audience' in row) || row.audience === audience),
  )
  return rule?.[role] ?? 'none'
}

function isWithin(reach: Reach, { id, units, leads = [] }: Asker, thing: Thing): boolean {
  const isTheirs = id !== undefined && (thing.persons ?? []).includes(id)
  const isOf = (some: string[]) => (thing.units ?? []).some((unit) => some.includes(unit))
  switch (reach) {
    case 'all':
      return true
    case 'own units':
      return isOf(units)
    case 'led units':
      return isTheirs || isOf(leads)
    case 'own':
      return isTheirs
    case 'none':
      return false
  }
}
