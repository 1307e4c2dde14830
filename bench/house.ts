import { plugins } from '../plugins/index.ts'
import { importFolder } from '../server/content/import.ts'
import { openShelves } from '../server/shelves.ts'
import { openStore } from '../server/store/store.ts'
import { compile } from './process.ts'
import { launch, type Product } from './product.ts'
import { tell, temporaryFolder, timed } from './support.ts'
import { type Material, readMaterial, shippedLibrary, writeSyntheticLibrary } from './synthetic-library.ts'

/** Number of synthetic items, or the library that ships. */
export type Size = number | 'shipped'

/** A library with the data folder it was imported into. */
export interface Stocked {
  library: string
  dataFolder: string
  items: number
  importMs: number
}

/** What the parts of the benchmark share, made at first use: libraries, filled stores, and the product running on them. */
export class Workshop {
  readonly #stocked = new Map<Size, Promise<Stocked>>()
  readonly #running = new Map<Size, Promise<Product>>()
  #material: Promise<Material> | undefined

  material(): Promise<Material> {
    this.#material ??= readMaterial()
    return this.#material
  }

  stocked(size: Size): Promise<Stocked> {
    return remembered(this.#stocked, size, async () => stock(size, await this.material()))
  }

  /** The product on a store with `size` items, with the probe inside. */
  product(size: Size): Promise<Product> {
    return remembered(this.#running, size, async () => {
      const { dataFolder } = await this.stocked(size)
      compile()
      tell(`starting the product with ${size} items`)
      return launch({ dataFolder, library: 'none', probed: true })
    })
  }

  async close(): Promise<void> {
    for (const product of this.#running.values()) await (await product).stop()
  }
}

function remembered<Key, T>(known: Map<Key, Promise<T>>, key: Key, make: () => Promise<T>): Promise<T> {
  const present = known.get(key) ?? make()
  known.set(key, present)
  return present
}

async function stock(size: Size, material: Material): Promise<Stocked> {
  const library = size === 'shipped' ? shippedLibrary : temporaryFolder()
  if (size !== 'shipped') writeSyntheticLibrary(library, size, material)
  tell(`importing ${size} items`)
  const dataFolder = temporaryFolder()
  const store = await openStore({ mongodbUri: undefined, dataFolder })
  const shelves = await openShelves(store, plugins)
  const { ms, value } = await timed(() => importFolder(library, shelves, new Date()))
  await store.close()
  if (value.refused.length > 0)
    throw new Error(`${value.refused.length} synthetic items were refused, such as ${JSON.stringify(value.refused[0])}`)
  return { library, dataFolder, items: value.added.length, importMs: ms }
}
