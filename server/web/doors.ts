/** The doors of the navigation in their order. A door without a plugin behind it is not shown. */
export const doors = [
  { id: 'search', icon: 'search', path: '/search' },
  { id: 'protocols', icon: 'list-check' },
  { id: 'practice-and-lessons', icon: 'bulb' },
  { id: 'who-knows-what', icon: 'users', path: '/people', alsoUnder: ['/units'] },
  { id: 'responsibilities', icon: 'scale' },
  { id: 'signals', icon: 'flag' },
  { id: 'learning', icon: 'school' },
] as const satisfies Array<{ id: string; icon: string; path?: string; alsoUnder?: string[] }>

export type DoorId = (typeof doors)[number]['id']

export interface OpenDoor {
  id: DoorId
  icon: string
  path: string
  current: boolean
}

/** The doors that lead somewhere, with the one that `path` is behind marked as current. */
export function openDoors(plugins: Array<{ id: string; door: DoorId }>, path: string): OpenDoor[] {
  return doors.flatMap((door) => {
    const behind = plugins.filter((plugin) => plugin.door === door.id).map((plugin) => `/${plugin.id}`)
    const own = 'path' in door ? [door.path] : []
    const [first, ...others] = [...own, ...behind, ...('alsoUnder' in door ? door.alsoUnder : [])]
    if (!first) return []
    const current = [first, ...others].some((prefix) => path === prefix || path.startsWith(`${prefix}/`))
    return [{ id: door.id, icon: door.icon, path: first, current }]
  })
}
