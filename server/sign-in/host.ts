import type { Request } from 'express'
import { z } from 'zod'
import { type Reader, roles } from '../access/reader.ts'
import type { SignInProvider } from './provider.ts'

const HostUser = z.object({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  role: z.enum(roles).default('reader'),
  units: z.array(z.string()).default([]),
})

/** What the intranet tells about the person it signed in. `id` is the person's slug in the directory, if they are in it. */
export type HostUser = z.input<typeof HostUser>

/** Who is signed in at the intranet; undefined or null for nobody. */
export type CurrentUser = (req: Request) => HostUser | null | undefined | Promise<HostUser | null | undefined>

/** The intranet signs people in and keeps the session; Kenniskompas only asks who it is. */
export function hostProvider(currentUser: CurrentUser): SignInProvider {
  return {
    name: 'host',
    demo: false,
    canSignOut: false,
    async readerOf(req): Promise<Reader | undefined> {
      const user = await currentUser(req)
      if (!user) return undefined
      const { data, error } = HostUser.safeParse(user)
      if (error) throw new Error(`currentUser gave no good user: ${z.prettifyError(error)}`)
      return data
    },
  }
}
