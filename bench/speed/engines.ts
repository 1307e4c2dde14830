import { flexSearch } from '../peers/flexsearch.ts'
import { fts5 } from '../peers/fts5.ts'
import { liveIndex } from '../peers/live-index.ts'
import { lunrUsual } from '../peers/lunr.ts'
import { miniSearch } from '../peers/minisearch.ts'
import { orama } from '../peers/orama.ts'
import type { Peer } from '../peers/peer.ts'
import { product } from '../peers/product.ts'

/** All engines that are measured; ours whole, and its index by itself with the recipe of stock Lunr. */
export const engines: Record<string, () => Peer> = {
  ours: () => product(),
  'live index': () => liveIndex(),
  'Lunr + nl': () => lunrUsual(),
  MiniSearch: () => miniSearch(),
  FlexSearch: () => flexSearch(),
  Orama: () => orama(),
  FTS5: () => fts5('stems'),
}
