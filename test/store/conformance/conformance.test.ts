import { FILTERS } from './filters.ts'
import { PROJECTIONS } from './projections.ts'
import { conformance } from './run.ts'
import { SORTING } from './sorting.ts'
import { UPDATES } from './updates.ts'

/**
 * What a MongoDB server must answer, case by case, as its manual prescribes.
 * The cases run on the embedded store, or on the server of MONGODB_URI.
 */
describe('Conformance', () => conformance([...FILTERS, ...PROJECTIONS, ...SORTING, ...UPDATES]))
