/** From least to most rights; rules.ts says what each may do. */
export const roles = ['reader', 'editor', 'teamlead', 'admin'] as const
export type Role = (typeof roles)[number]

/** The signed-in person, as every page and service sees them. */
export interface Reader {
  /** Slug of the person in the directory, or an id of the host's own when the directory does not know them. */
  id: string
  name: string
  role: Role
  /** Slugs of the units this person works in or leads; with everything under a unit that they lead. */
  units: string[]
  /** Slugs of the units this person leads, with everything under them. */
  leads: string[]
}
