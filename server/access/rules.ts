import type { Role } from './reader.ts'

/** A step in the life of an item: readers see it, or it was withdrawn or has expired. */
export type State = 'published' | 'archived'

/** Who an item is meant for: everyone who is signed in, the people of some units, or editors. */
export type Audience = 'everyone' | 'units' | 'editors'

/** With which things somebody may do something. */
export type Reach =
  | 'none'
  /** What is their own: a session of theirs, an item that they own or stand in for. */
  | 'own'
  /** What is their own, and what belongs to a unit that they lead or to one below it. */
  | 'led units'
  /** What is meant for a unit that they work in or lead. */
  | 'own units'
  | 'all'

interface Rule extends Record<Role, Reach> {
  action: string
  state?: State
  audience?: Audience
}

/** Who may do what: the only place where a role means something. A row without a state or an audience holds for all of them. */
// biome-ignore format: a table is read by its columns
export const rules = [
  { action: 'read item', state: 'published', audience: 'everyone', reader: 'all',       editor: 'all',  teamlead: 'all',       admin: 'all' },
  { action: 'read item', state: 'published', audience: 'units',    reader: 'own units', editor: 'all',  teamlead: 'own units', admin: 'all' },
  { action: 'read item', state: 'published', audience: 'editors',  reader: 'none',      editor: 'all',  teamlead: 'none',      admin: 'all' },
  { action: 'read item', state: 'archived',                        reader: 'own',       editor: 'all',  teamlead: 'led units', admin: 'all' },
  { action: 'write item',                                          reader: 'own',       editor: 'all',  teamlead: 'led units', admin: 'all' },
  { action: 'publish item',                                        reader: 'none',      editor: 'all',  teamlead: 'led units', admin: 'all' },
  { action: 'approve item',                                        reader: 'none',      editor: 'all',  teamlead: 'led units', admin: 'all' },
  { action: 'approve item, asked by name',                         reader: 'own',       editor: 'own',  teamlead: 'own',       admin: 'all' },
  { action: 'look after item',                                     reader: 'own',       editor: 'all',  teamlead: 'led units', admin: 'all' },
  { action: 'count who has read',                                  reader: 'none',      editor: 'all',  teamlead: 'led units', admin: 'all' },
  { action: 'see who has read',                                    reader: 'none',      editor: 'none', teamlead: 'led units', admin: 'none' },
  { action: 'keep templates',                                      reader: 'none',      editor: 'all',  teamlead: 'none',      admin: 'all' },
  { action: 'see unanswered questions',                            reader: 'none',      editor: 'all',  teamlead: 'none',      admin: 'all' },
  { action: 'curate search',                                       reader: 'none',      editor: 'all',  teamlead: 'none',      admin: 'all' },
  { action: 'choose about the folder',                             reader: 'none',      editor: 'all',  teamlead: 'none',      admin: 'all' },
  { action: 'export items',                                        reader: 'none',      editor: 'all',  teamlead: 'none',      admin: 'all' },
  { action: 'recognise newcomer',                                  reader: 'none',      editor: 'none', teamlead: 'led units', admin: 'all' },
  { action: 'end sessions',                                        reader: 'own',       editor: 'own',  teamlead: 'own',       admin: 'all' },
] as const satisfies readonly Rule[]

export type Action = (typeof rules)[number]['action']

/** The lowest role that may do something of a plugin: `'editor'` lets editors and administrators, `'teamlead'` team leads and administrators. */
export type Permission = Role

/** What a plugin's own permissions mean: the lowest role they name → who may. */
// biome-ignore format: a table is read by its columns
export const pluginRules: Record<Permission, Record<Role, Reach>> = {
  reader:   { reader: 'all',  editor: 'all',  teamlead: 'all',  admin: 'all' },
  editor:   { reader: 'none', editor: 'all',  teamlead: 'none', admin: 'all' },
  teamlead: { reader: 'none', editor: 'none', teamlead: 'all',  admin: 'all' },
  admin:    { reader: 'none', editor: 'none', teamlead: 'none', admin: 'all' },
}
