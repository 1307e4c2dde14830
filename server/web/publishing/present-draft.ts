import type { ListedDraft } from '../../publishing/draft.ts'
import type { Badge } from '../present.ts'
import type { Visit } from '../visit.ts'

/** What a draft is called as long as nobody gave it a title. */
export const draftTitle = ({ title }: Pick<ListedDraft, 'title'>, { t }: Visit): string => title || t('draft.untitled')

const tones = { draft: 'due', 'in review': 'must-read', planned: 'fresh' } as const

/** `Concept van versie 7`, `In beoordeling`, `Gepland` */
export function stateBadge({ state, item, base }: ListedDraft, { t }: Visit): Badge {
  const label = state === 'draft' && item ? t('draft.state.draftOf', { number: base + 1 }) : t(`draft.state.${state}`)
  return { label, tone: tones[state] }
}
