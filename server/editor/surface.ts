import type { House } from '../house.ts'
import type { Draft } from '../publishing/draft.ts'
import type { Visit } from '../web/visit.ts'

/** A button of the toolbar. `keys` is as `aria-keyshortcuts` writes them; Alt+Shift is what browsers and screen readers leave free. */
interface Tool {
  command: string
  icon: string
  keys?: string
  /** Only for texts that are read in steps. */
  ofSteps?: boolean
}

const tools: Tool[] = [
  { command: 'bold', icon: 'bold', keys: 'Control+B' },
  { command: 'italic', icon: 'italic', keys: 'Control+I' },
  { command: 'heading', icon: 'h-2', keys: 'Alt+Shift+H' },
  { command: 'bullets', icon: 'list', keys: 'Alt+Shift+L' },
  { command: 'numbers', icon: 'list-numbers', keys: 'Alt+Shift+N' },
  { command: 'quote', icon: 'quote', keys: 'Alt+Shift+Q' },
  { command: 'link', icon: 'link', keys: 'Control+K' },
  { command: 'picture', icon: 'photo', keys: 'Alt+Shift+P' },
  { command: 'table', icon: 'table', keys: 'Alt+Shift+T' },
  { command: 'callout', icon: 'message-exclamation', keys: 'Alt+Shift+O' },
  { command: 'step', icon: 'stairs', keys: 'Alt+Shift+S', ofSteps: true },
  { command: 'choice', icon: 'arrows-split-2', keys: 'Alt+Shift+C', ofSteps: true },
  { command: 'help', icon: 'keyboard' },
]

/** Every key of the editor with what it does. */
const editorKeys = (visit: Visit, inSteps: boolean) => toolsFor(visit, inSteps).filter(({ keys }) => keys !== '')

const toolsFor = ({ t }: Visit, inSteps: boolean) =>
  tools
    .filter(({ ofSteps }) => inSteps || !ofSteps)
    .map(({ command, icon, keys = '' }) => ({
      command,
      icon,
      keys,
      label: t(`editor.command.${command}`),
      pressed: keys.replace('Control', 'Ctrl').split('+').filter(Boolean),
    }))

/** All that `views/partials/editor/` prints of a draft. `others` are the names of who else has it open. */
export function writingSurface(house: House, visit: Visit, draft: Draft, others: string[]) {
  const { id, plugin, type, content } = draft
  const inSteps = house.types.of(plugin, type)?.inSteps ?? false
  const { link, reader } = visit
  return {
    plugin,
    body: content.body,
    language: content.data.language === 'en' ? 'en' : 'nl',
    draft: id,
    person: reader.id,
    tools: toolsFor(visit, inSteps),
    keys: editorKeys(visit, inSteps),
    previewUrl: link('/editor/preview'),
    findingsUrl: link('/editor/findings'),
    linksUrl: link('/editor/links'),
    uploadUrl: link('/attachments'),
    autosaveUrl: link(`/drafts/${id}/autosave`),
    presenceUrl: link(`/drafts/${id}/presence`),
    others: new Intl.ListFormat(visit.language).format(others),
    othersText: visit.t(others.length === 1 ? 'editor.alsoHere' : 'editor.alsoHereMore'),
    texts: JSON.stringify(textsFor(visit)),
  }
}

/** What the scripts say; `{…}` is theirs to fill in. */
function textsFor({ t }: Visit) {
  const samples = [
    'bold',
    'italic',
    'heading',
    'item',
    'quote',
    'column',
    'cell',
    'callout',
    'step',
    'yes',
    'no',
    'nextStep',
  ]
  return {
    samples: Object.fromEntries(samples.map((name) => [name, t(`editor.sample.${name}`)])),
    previewEmpty: t('editor.previewEmpty'),
    previewFailed: t('editor.previewFailed'),
    waiting: t('editor.findings.waiting'),
    noFindings: t('editor.findings.none'),
    altMissing: t('editor.fileDialog.altMissing'),
    fileMissing: t('editor.fileDialog.fileMissing'),
    fileFailed: t('editor.fileDialog.failed'),
    saved: t('editor.saved', { time: '{time}' }),
    unsaved: t('editor.unsaved'),
    offline: t('editor.offline'),
    failed: t('editor.failed'),
    signedOut: t('editor.signedOut'),
    blocked: t('editor.blocked'),
    refused: t('editor.refused'),
    alsoHere: t('editor.alsoHere'),
    alsoHereMore: t('editor.alsoHereMore'),
  }
}
