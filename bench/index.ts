/**
 * Measures the product: `npm run bench` for all parts, `npm run bench -- search pages` for some.
 * Machines are noisy: beside each figure stands its ratio to something simple that was measured in the same run.
 */
import { cpus, loadavg, totalmem } from 'node:os'
import { crash } from './crash.ts'
import { engine } from './engine.ts'
import { hostile } from './hostile.ts'
import { Workshop } from './house.ts'
import { imports } from './import.ts'
import { memory } from './memory.ts'
import { pages } from './pages.ts'
import { publishing } from './publishing.ts'
import { raneto } from './raneto.ts'
import { rebuild } from './rebuild.ts'
import { search } from './search.ts'
import { searchQuality } from './search-quality.ts'
import { searchSpeed } from './search-speed.ts'
import { searchWeight } from './search-weight.ts'
import { signIn } from './sign-in.ts'
import { startUp } from './start.ts'
import { store } from './store.ts'
import { figure, printHeading, removeFolders, tell, timed } from './support.ts'

const parts: Record<string, (workshop: Workshop) => Promise<void>> = {
  start: startUp,
  import: imports,
  engine,
  memory,
  search,
  hostile,
  'search-quality': searchQuality,
  'search-speed': searchSpeed,
  'search-weight': searchWeight,
  pages,
  rebuild,
  'sign-in': signIn,
  publishing,
  store,
  crash,
  raneto,
}

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no part called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}

const load = () => `load ${figure(loadavg()[0] ?? 0)}`
const [{ model } = { model: 'unknown' }] = cpus()
const memoryOfMachine = `${Math.round(totalmem() / 2 ** 30)} GB memory`
console.log(`Node ${process.version}, ${cpus().length} cores (${model.trim()}), ${memoryOfMachine}, ${load()} before`)
const workshop = new Workshop()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => tidyUp().then(() => process.exit(1)))
try {
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    printHeading(name)
    const { ms } = await timed(() => part(workshop))
    tell(`${name} took ${Math.round(ms / 1000)} s`)
  }
  console.log(`\n${load()} after`)
} finally {
  await tidyUp()
}

async function tidyUp(): Promise<void> {
  await workshop.close()
  removeFolders()
}
