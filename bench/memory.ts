import type { Workshop } from './house.ts'
import { figure, megabytes, ms, printTable, times } from './support.ts'

/** What the process holds after its start and a collection: as the system counts it, and the heap of each thread; with how long that start took. */
export async function memory(workshop: Workshop): Promise<void> {
  const rows: string[][] = []
  let unit = 0
  for (const size of [0, 500, 10_000]) {
    const product = await workshop.product(size)
    const { rss, threads } = await product.ask('memory')
    const heapOf = (name: string) => megabytes(threads.find(({ thread }) => thread === name)?.heap ?? 0)
    unit ||= rss
    rows.push([
      figure(size),
      megabytes(rss),
      times(rss / unit),
      heapOf('main'),
      heapOf('search'),
      heapOf('embedded'),
      ms(product.readyMs),
    ])
  }
  printTable(['items', 'resident', '÷ empty house', 'heap: main', 'heap: search', 'heap: store', 'ready after'], rows)
}
