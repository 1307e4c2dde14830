import { personalDataKinds } from '../content/personal-data.ts'
import type { Visit } from '../web/visit.ts'
import type { Finding, Judged } from './findings.ts'

/** What must be solved before a text can go out; the others are advice or can be confirmed. */
const alarms = new Set([
  'bsn',
  'no-place',
  'no-amount',
  'leads-nowhere',
  'unreachable',
  'never-ends',
  'double-title',
  'refused',
])

/** A finding in the language of the writer, with its line. */
export const presentFinding = (finding: Finding, { t }: Pick<Visit, 't'>) => ({
  line: finding.line,
  label: t('editor.line', { line: finding.line }),
  text: t(`editor.finding.${finding.kind}`, valuesOf(finding)),
})

/** Findings and readability as the editor shows them, in the language of the writer. */
export function presentJudged({ findings, readability }: Judged, visit: Visit) {
  const { t } = visit
  return {
    count: t('editor.findings.count', { count: findings.length }),
    findings: findings.map((finding) => ({
      ...presentFinding(finding, visit),
      tone: alarms.has(finding.kind) ? 'alarm' : 'warning',
      ...('column' in finding && { column: finding.column, length: finding.length }),
    })),
    /** Whether somebody may say that the data on persons in the text belong there. */
    mayConfirm: findings.some(isPersonal) && !findings.some(({ kind }) => kind === 'bsn'),
    readability: readability && {
      text: t('editor.level', { level: readability.level }),
      score: Math.round(Math.min(100, Math.max(0, readability.fleschDouma))),
    },
  }
}

const isPersonal = ({ kind }: Finding) => (personalDataKinds as readonly string[]).includes(kind)

function valuesOf(finding: Finding): Record<string, string | number> {
  switch (finding.kind) {
    case 'long-sentence':
      return { words: finding.words }
    case 'no-place':
    case 'no-amount':
      return { target: finding.target }
    case 'leads-nowhere':
      return { target: finding.target ?? '' }
    default:
      return {}
  }
}
