import { writeKept } from '../../server/search/thread/kept-file.ts'

/** Dies in the middle of writing the file that its argument names, as a process that is killed. */
function* cutShort() {
  yield Buffer.from('half of what there is')
  process.kill(process.pid, 'SIGKILL')
}

const [, , file = ''] = process.argv
await writeKept(file, { number: 8, seal: 'another seal' }, 'this version', cutShort())
