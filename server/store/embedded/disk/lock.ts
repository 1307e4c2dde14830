/** Whether an error says that another process has the directory. */
export function isLock(error: unknown): boolean {
  return ((error as Error).cause as { code?: string } | undefined)?.code === 'LEVEL_LOCKED'
}
