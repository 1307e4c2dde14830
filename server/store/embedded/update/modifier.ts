import type { Change } from './edit.ts'

/** An update operator applied to one path: `create` tells whether missing parents are made. */
export interface Modifier {
  create: boolean
  /** Checks the operand once; the change gets the `_id` of its document for messages. */
  compile(operand: unknown, path: string): (id: unknown) => Change
}
