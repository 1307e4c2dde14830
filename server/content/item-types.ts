import type { z } from 'zod'

/** A kind of knowledge that a plugin brings: everything about it follows from `fields` and the plugin's messages. */
export interface ItemType {
  /** The front matter of this type, beside the common fields. */
  fields: z.ZodObject
  /** How long an item stays trusted after it was checked. */
  reviewEvery: { months: number }
  /** What happens when nobody checks it in time; left out, it gets a mark and stays. */
  whenOverdue?: 'withdraw'
  /** Whether its text is a conversation in steps and choices: the editor then offers those. */
  inSteps?: boolean
}

export interface ItemTypeOfPlugin extends ItemType {
  name: string
  plugin: string
}

/** Every type of every plugin, found by plugin id and by name. */
export interface ItemTypes {
  /** The type of an item in the folder of `plugin`; `name` is only needed when the plugin has several. */
  of(plugin: string, name?: string): ItemTypeOfPlugin | undefined
  plugins(): string[]
  names(): string[]
  /** The names of those that are withdrawn when nobody checks them in time. */
  withdrawnWhenOverdue(): string[]
}

export function itemTypes(plugins: Array<{ id: string; itemTypes?: Record<string, ItemType> }>): ItemTypes {
  const all = plugins.flatMap((plugin) =>
    Object.entries(plugin.itemTypes ?? {}).map(([name, type]) => ({ ...type, name, plugin: plugin.id })),
  )
  return {
    of: (plugin, name) => all.find((type) => type.plugin === plugin && (!name || type.name === name)),
    plugins: () => [...new Set(all.map((type) => type.plugin))],
    names: () => all.map((type) => type.name),
    withdrawnWhenOverdue: () => all.filter((type) => type.whenOverdue === 'withdraw').map((type) => type.name),
  }
}
