import type { Plugin } from '#contract'
import bestPractices from './best-practices/index.ts'
import deskProtocols from './desk-protocols/index.ts'
import guidance from './guidance/index.ts'
import lessonsLearned from './lessons-learned/index.ts'
import linkingPins from './linking-pins/index.ts'

/** The domains that ship with the product, in the order of the navigation. */
export const plugins: Plugin[] = [deskProtocols, bestPractices, lessonsLearned, linkingPins, guidance]
