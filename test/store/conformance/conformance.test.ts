import { COMMANDS } from './commands.ts'
import { CURSORS } from './cursors.ts'
import { EXPRESSIONS } from './expressions.ts'
import { FILTERS } from './filters.ts'
import { INDEXES } from './indexes.ts'
import { PROJECTIONS } from './projections.ts'
import { conformance } from './run.ts'
import { SORTING } from './sorting.ts'
import { STAGES } from './stages.ts'
import { TRANSACTIONS } from './transactions.ts'
import { UPDATES } from './updates.ts'

/**
 * What a MongoDB server must answer, case by case, as its manual prescribes.
 * The cases run on the embedded store, or on the server of MONGODB_URI.
 */
describe('Conformance', () => {
  conformance([
    ...FILTERS,
    ...PROJECTIONS,
    ...SORTING,
    ...UPDATES,
    ...INDEXES,
    ...CURSORS,
    ...COMMANDS,
    ...TRANSACTIONS,
    ...STAGES,
    ...EXPRESSIONS,
  ])
})
