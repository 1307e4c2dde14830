import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import type { Plugin } from '../contract.ts'

/** What a command gets beside its own words. */
export interface Given {
  /** Those that ship with the product, with all that their pages need. */
  plugins(): Promise<Plugin[]>
  /** The settings; @throws {ConfigError} only for commands that need them */
  config(): Config
}

/** Does what its words ask, prints what came of it, and resolves to the exit code. @throws {WrongUse} */
export type Command = (words: string[], given: Given) => Promise<number>

/** The command was not given what it needs. `message` says what that is. */
export class WrongUse extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>
type Read<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>>

/** Splits words into options and the rest. @throws {WrongUse} for an option that is not among `options` */
export function read<T extends Options>(words: string[], options: T): Read<T> {
  try {
    return parseArgs({ args: words, options, allowPositionals: true })
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}

/** @throws {WrongUse} */
export function mustHave(word: string | undefined, usage: string): string {
  if (!word) throw new WrongUse(usage)
  return word
}

/** @throws {WrongUse} */
export function mustExist(folder: string): void {
  if (!existsSync(folder)) throw new WrongUse(`There is no folder ${resolve(folder)}.`)
}
