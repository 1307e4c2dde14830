import { CLIENTS } from './clients.ts'
import { COMMANDS } from './commands.ts'
import { CURSORS } from './cursors.ts'
import { EXPRESSION_REFUSALS } from './expression-refusals.ts'
import { EXPRESSIONS } from './expressions.ts'
import { FILTER_REFUSALS } from './filter-refusals.ts'
import { FILTERS } from './filters.ts'
import { INDEXES } from './indexes.ts'
import { PROJECTIONS } from './projections.ts'
import { conformance } from './run.ts'
import { SORTING } from './sorting.ts'
import { STAGE_REFUSALS } from './stage-refusals.ts'
import { STAGES } from './stages.ts'
import { TRANSACTIONS } from './transactions.ts'
import { UNIQUE_INDEXES } from './unique-indexes.ts'
import { UPDATES } from './updates.ts'
import { UPSERTS } from './upserts.ts'
import { VALUE_EXPRESSIONS } from './value-expressions.ts'

/**
 * What a MongoDB server must answer, case by case, as its manual prescribes.
 * The cases run on the embedded store, or on the server of MONGODB_URI.
 */
describe('Conformance', () => {
  conformance([
    ...FILTERS,
    ...FILTER_REFUSALS,
    ...PROJECTIONS,
    ...SORTING,
    ...UPDATES,
    ...UPSERTS,
    ...UNIQUE_INDEXES,
    ...INDEXES,
    ...CURSORS,
    ...COMMANDS,
    ...TRANSACTIONS,
    ...CLIENTS,
    ...STAGES,
    ...STAGE_REFUSALS,
    ...EXPRESSIONS,
    ...VALUE_EXPRESSIONS,
    ...EXPRESSION_REFUSALS,
  ])
})
