import type { Request } from 'express'
import { z } from 'zod'
import { type Reader, roles } from '../access/reader.ts'
import type { SignInProvider } from './provider.ts'

const HostUser = z.object({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  role: z.enum(roles).default('reader'),
  units: z.array(z.string()).default([]),
  leads: z.array(z.string()).optional(),
})

/**
 * What the intranet tells about the person it signed in. `id` is the person's slug in the directory, if they are in it;
 * `leads` are the units they lead with everything under them, and by default what the directory says of that.
 */
export type HostUser = z.input<typeof HostUser>

/** Who is signed in at the intranet; undefined or null for nobody. */
export type CurrentUser = (req: Request) => HostUser | null | undefined | Promise<HostUser | null | undefined>

/** The intranet signs people in and keeps the session; Kenniskompas only asks who it is. */
export function hostProvider(currentUser: CurrentUser): SignInProvider {
  return {
    name: 'host',
    demo: false,
    canSignOut: false,
    async readerOf(req, { directory }): Promise<Reader | undefined> {
      const user = await currentUser(req)
      if (!user) return undefined
      const { data, error } = HostUser.safeParse(user)
      if (error) throw new Error(`currentUser gave no good user: ${z.prettifyError(error)}`)
      const person = directory.person(data.id)
      return { ...data, leads: data.leads ?? (person ? directory.ledBy(person) : []) }
    },
    // Only the intranet knows who may do more than read, and it is asked when somebody comes.
    readers: async (ids, { directory }) =>
      ids
        .flatMap((id) => directory.colleague(id) ?? [])
        .map((person) => ({ ...directory.readerFor({ ...person, leads: [] }), role: 'reader' })),
  }
}
