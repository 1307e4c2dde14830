import { ARITHMETIC } from './functions/arithmetic.ts'
import { ARRAYS } from './functions/arrays.ts'
import { COMPARISONS } from './functions/comparisons.ts'
import { CONVERSIONS } from './functions/conversions.ts'
import { DATES } from './functions/dates.ts'
import type { ExpressionFunction } from './functions/define.ts'
import { OBJECTS } from './functions/objects.ts'
import { STRINGS } from './functions/strings.ts'

/** Operators that are plain functions of their evaluated arguments. */
export const FUNCTIONS: Map<string, ExpressionFunction> = new Map([
  ...COMPARISONS,
  ...ARITHMETIC,
  ...ARRAYS,
  ...STRINGS,
  ...OBJECTS,
  ...CONVERSIONS,
  ...DATES,
])
