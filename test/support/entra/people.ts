export const tenant = '0d5b4f2a-6c1e-4f7b-9a58-2e3c7d1f9b10'
export const otherTenant = 'ffffffff-6c1e-4f7b-9a58-2e3c7d1f9b10'

/** Somebody in the tenant; what stands beside their names ends up in their tokens as it is. */
export interface TenantPerson {
  oid: string
  name: string
  preferred_username: string
  roles?: unknown
  groups?: unknown
  [claim: string]: unknown
}

const person = (number: number, name: string, claims: Record<string, unknown>): TenantPerson => ({
  oid: `${String(number).repeat(8)}-aaaa-4bbb-8ccc-dddddddddddd`,
  name,
  preferred_username: `${name.toLowerCase().replaceAll(' ', '.')}@gemeente.example`,
  ...claims,
})

/** One person of each role, and one without any. */
export const people = {
  reader: person(1, 'Anna Lezer', { roles: ['reader'] }),
  editor: person(2, 'Bram Redacteur', { roles: ['editor'] }),
  teamlead: person(3, 'Carla Teamleider', { roles: ['teamlead'] }),
  admin: person(4, 'Dirk Beheerder', { roles: ['admin'] }),
  nobody: person(5, 'Eva Zonderrol', {}),
}

/** Groups of the tenant that the product was told the meaning of. */
export const groups = {
  editors: 'aaaaaaaa-1111-4222-8333-444444444444',
  belastingen: 'bbbbbbbb-1111-4222-8333-444444444444',
}
