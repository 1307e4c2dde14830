import { aggregate } from './aggregate.ts'
import * as catalog from './catalog.ts'
import type { Command } from './context.ts'
import { explain } from './explain.ts'
import { findAndModify } from './find-and-modify.ts'
import * as handshake from './handshake.ts'
import * as read from './read.ts'
import * as sessions from './sessions.ts'
import * as statistics from './statistics.ts'
import * as upkeep from './upkeep.ts'
import * as write from './write.ts'

export interface CommandEntry {
  run: Command
  /** Whether a transaction may contain it. */
  transactional: boolean
}

/** A command that only looks, so that it may be stopped when its time is over. */
const bounded =
  (run: Command): Command =>
  (context) =>
    context.limit.run(() => run(context))

const plain = (run: Command): CommandEntry => ({ run, transactional: false })
const transactional = (run: Command): CommandEntry => ({ run, transactional: true })

/** Every command this server knows. */
export const COMMANDS: Map<string, CommandEntry> = new Map([
  ['hello', plain(handshake.hello)],
  ['isMaster', plain(handshake.hello)],
  ['ismaster', plain(handshake.hello)],
  ['ping', plain(handshake.ping)],
  ['buildInfo', plain(handshake.buildInfo)],
  ['buildinfo', plain(handshake.buildInfo)],
  ['connectionStatus', plain(handshake.connectionStatus)],
  ['create', plain(catalog.create)],
  ['createIndexes', plain(catalog.createIndexes)],
  ['listIndexes', plain(catalog.listIndexes)],
  ['dropIndexes', plain(catalog.dropIndexes)],
  ['listCollections', plain(bounded(catalog.listCollections))],
  ['listDatabases', plain(bounded(catalog.listDatabases))],
  ['dbStats', plain(statistics.dbStats)],
  ['collStats', plain(statistics.collStats)],
  ['drop', plain(catalog.drop)],
  ['dropDatabase', plain(catalog.dropDatabase)],
  ['backup', plain(upkeep.backup)],
  ['validate', plain(upkeep.validate)],
  ['compact', plain(upkeep.compact)],
  ['find', transactional(bounded(read.find))],
  ['getMore', transactional(read.getMore)],
  ['killCursors', transactional(read.killCursors)],
  ['count', plain(bounded(read.count))],
  ['distinct', transactional(bounded(read.distinct))],
  ['aggregate', transactional(bounded(aggregate))],
  ['explain', plain(bounded(explain))],
  ['insert', transactional(write.insert)],
  ['update', transactional(write.update)],
  ['delete', transactional(write.deleteCommand)],
  ['findAndModify', transactional(findAndModify)],
  ['findandmodify', transactional(findAndModify)],
  ['endSessions', plain(sessions.endSessions)],
  ['commitTransaction', plain(sessions.commitTransaction)],
  ['abortTransaction', plain(sessions.abortTransaction)],
])

/** Commands that finish a transaction rather than run inside it. */
export const FINISHING: Set<string> = new Set(['commitTransaction', 'abortTransaction'])
