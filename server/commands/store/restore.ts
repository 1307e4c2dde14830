import { basename, resolve } from 'node:path'
import { progressBar } from '../../progress.ts'
import { restoreBackup } from '../../store/embedded/restore.ts'
import { bringFilesBack } from '../../store/files/backup.ts'
import { filesFolder } from '../../store/store.ts'
import { type Command, mustExist, mustHave, read } from '../command.ts'
import { mustBeEmbedded } from './on-store.ts'
import { count, since } from './words.ts'

const usage = 'kenniskompas store restore <folder> [--overwrite]'

/** Puts a backup in the place of the data of a stopped product. */
export const restore: Command = async (words, given) => {
  const { values, positionals } = read(words, { overwrite: { type: 'boolean', default: false } })
  const folder = resolve(mustHave(positionals[0], usage))
  mustExist(folder)
  const config = given.config()
  mustBeEmbedded(config, 'mongorestore --uri "$MONGODB_URI" --drop <folder>')
  const began = performance.now()
  const now = new Date()
  const bar = progressBar('Copying')
  const files = await bringFilesBack(folder, filesFolder(config.dataFolder))
  const { documents, collections, former } = await restoreBackup(folder, config.dataFolder, {
    overwrite: values.overwrite,
    now,
    onProgress: bar.show,
  })
    .catch((error) => files.discard().then(() => Promise.reject(error)))
    .finally(bar.stop)
  await files.putInPlace(former ? basename(former).replace(/^data/, '') : `-before-restore-${now.getTime()}`)
  const kept = `${count(documents, 'document')} in ${count(collections, 'collection')}`
  const held = `${kept} and ${count(files.count, 'attachment')}`
  console.log(`${held}, checked and put in ${config.dataFolder} in ${since(began)}.`)
  if (former) console.log(`What was there is in ${former}. Remove it when you do not need it any more.`)
  return 0
}
