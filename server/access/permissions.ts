import type { Role } from './reader.ts'

/** The lowest role that may do something: `'editor'` lets editors and administrators, `'teamlead'` team leads and administrators. */
export type Permission = Role

const allowed: Record<Permission, readonly Role[]> = {
  reader: ['reader', 'editor', 'teamlead', 'admin'],
  editor: ['editor', 'admin'],
  teamlead: ['teamlead', 'admin'],
  admin: ['admin'],
}

/** Whether somebody with `role` may do what `permission` asks for. */
export function permits(permission: Permission, role: Role): boolean {
  return allowed[permission].includes(role)
}
