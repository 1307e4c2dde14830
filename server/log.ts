/** Where the kernel says what happens to it: one line an event, no personal data. */
export interface Log {
  info(message: string): void
  error(message: string, error: unknown): void
}

export const consoleLog: Log = {
  info: (message) => console.log(message),
  error: (message, error) => console.error(message, error),
}
