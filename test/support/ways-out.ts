/** Something that only some may read; every page that shows it prints its title. */
export interface Secret {
  slug: string
  title: string
  theme: string
}

type WayOut = ((secret: Secret) => string[]) | 'shows no items'

const itemPages = (plugin: string): Record<string, WayOut> => ({
  [`GET /${plugin}`]: ({ title, theme }) => [
    `/${plugin}`,
    `/${plugin}?q=${title.toLowerCase()}`,
    `/${plugin}?theme=${theme}`,
  ],
  [`GET /${plugin}/:slug`]: ({ slug }) => [`/${plugin}/${slug}`, `/${plugin}/verwijst`],
  [`POST /${plugin}/:slug/edit`]: 'shows no items',
  [`POST /${plugin}/:slug/archive`]: 'shows no items',
  [`POST /${plugin}/:slug/bring-back`]: 'shows no items',
  [`POST /${plugin}/:slug/duplicate`]: 'shows no items',
  [`POST /${plugin}/:slug/still-current`]: 'shows no items',
  [`POST /${plugin}/:slug/read`]: 'shows no items',
  [`GET /${plugin}/:slug/versions`]: ({ slug }) => [`/${plugin}/${slug}/versions`],
  [`GET /${plugin}/:slug/versions/compare`]: ({ slug }) => [
    `/${plugin}/${slug}/versions/compare?from=1&to=1`,
    ...(plugin === 'desk-protocols' ? [`/${plugin}/${slug}-eerst/versions/compare?from=1&to=2`] : []),
  ],
  [`POST /${plugin}/:slug/versions/:number/restore`]: 'shows no items',
  [`GET /${plugin}/:slug/versions/:number`]: ({ slug }) => [
    `/${plugin}/${slug}/versions/1`,
    ...(plugin === 'desk-protocols' ? [`/${plugin}/${slug}-eerst/versions/1`] : []),
  ],
})

/**
 * Every route of the product, with the addresses under which a reader who may see `secret` gets to see it. A new route fails
 * the tests until it stands here. The commands `export` and `check` show everything: whoever may run commands on the server
 * is an administrator there.
 */
export const waysOut: Record<string, WayOut> = {
  'GET /': () => ['/'],
  'GET /search': ({ title, theme }) => [
    '/search?type=protocol',
    `/search?q=${title.toLowerCase()}`,
    `/search?q=${title.toLowerCase().slice(0, -2)}`,
    `/search?q=${title.toLowerCase().replace('oe', 'eo')}`,
    `/search?theme=${theme}`,
    '/search?unit=burgerzaken&type=lesson',
    `/search?by=type&q=${title.toLowerCase()}`,
    `/search?q=type:protocol+-thema:samenwerken+${title.toLowerCase()}`,
    `/search?q=wie+gaat+over+${title.toLowerCase()}`,
  ],
  'GET /search/help': 'shows no items',
  'GET /search/suggestions': ({ title }) => [`/search/suggestions?q=${title.slice(0, 6).toLowerCase()}`],
  'GET /search/insights': 'shows no items',
  'GET /search/feedback': 'shows no items',
  'POST /search/feedback': 'shows no items',
  'POST /search/feedback/sought': 'shows no items',
  'GET /search/unanswered': 'shows no items',
  // For those who may read everything: search-curation.test.ts.
  'GET /search/why': 'shows no items',
  'GET /search/curation': 'shows no items',
  'GET /search/curation/synonyms': 'shows no items',
  'GET /search/curation/synonyms/:key': 'shows no items',
  'POST /search/curation/synonyms/:key': 'shows no items',
  'GET /search/curation/pinned': 'shows no items',
  'GET /search/curation/pinned/:key': 'shows no items',
  'POST /search/curation/pinned/:key': 'shows no items',
  'GET /search/curation/questions': 'shows no items',
  'POST /search/curation/questions/run': 'shows no items',
  'GET /search/curation/questions/new': 'shows no items',
  'POST /search/curation/questions/new': 'shows no items',
  'POST /search/curation/questions/:key/remove': 'shows no items',
  'GET /conflicts': 'shows no items',
  'GET /conflicts/:plugin/:slug': 'shows no items',
  'POST /conflicts/:plugin/:slug': 'shows no items',
  'GET /drafts/:id/compare': 'shows no items',
  'GET /editor/links': ({ title }) => [`/editor/links?plugin=desk-protocols&q=${title.slice(0, 6).toLowerCase()}`],
  'POST /editor/preview': 'shows no items',
  'POST /editor/findings': 'shows no items',
  'POST /recently-viewed/forget': 'shows no items',
  // Shows only what somebody looks after: see work.test.ts.
  'GET /work': 'shows no items',
  'GET /work/:list': 'shows no items',
  'GET /must-read': () => ['/must-read'],
  // Only for those who look after reading: must-read.test.ts.
  'GET /must-read/:plugin/:slug': 'shows no items',
  'GET /people': 'shows no items',
  'GET /people/:slug': () => ['/people/mirjam-kok'],
  'GET /units/:slug': () => ['/units/burgerzaken'],
  ...itemPages('desk-protocols'),
  ...itemPages('best-practices'),
  ...itemPages('lessons-learned'),
  ...itemPages('linking-pins'),
  ...itemPages('guidance'),
  'GET /linking-pins/network': () => ['/linking-pins/network'],
  'GET /attachments/new': 'shows no items',
  'POST /attachments': 'shows no items',
  'GET /attachments/:id': 'shows no items',
  'GET /attachments/:id/:name': 'shows no items',
  // Drafts are hidden from all but those who work on them: test/server/publishing.test.ts.
  'GET /drafts/:id': 'shows no items',
  'POST /drafts/:id': 'shows no items',
  'POST /drafts/:id/merge': 'shows no items',
  'POST /drafts/:id/autosave': 'shows no items',
  'POST /drafts/:id/presence': 'shows no items',
  'POST /drafts/:id/discard': 'shows no items',
  'GET /drafts/:id/review': 'shows no items',
  'POST /drafts/:id/ask-review': 'shows no items',
  'POST /drafts/:id/remarks': 'shows no items',
  'POST /drafts/:id/send-back': 'shows no items',
  'POST /drafts/:id/approve': 'shows no items',
  'POST /drafts/:id/publish': 'shows no items',
  // Only for those who may publish; that none sees what they may not read: test/server/bulk.test.ts.
  'GET /bulk': 'shows no items',
  'POST /bulk/preview': 'shows no items',
  'POST /bulk/begin': 'shows no items',
  'GET /bulk/:id': 'shows no items',
  'POST /bulk/:id/go-on': 'shows no items',
  'POST /bulk/:id/undo': 'shows no items',
  // Only for editors; that nobody gets what they may not read: test/server/export.test.ts.
  'GET /export': 'shows no items',
  'POST /export': 'shows no items',
  'GET /toegankelijkheid': 'shows no items',
  'GET /privacy': 'shows no items',
  'GET /hulp': 'shows no items',
  'GET /health': 'shows no items',
  'GET /.well-known/security.txt': 'shows no items',
  'GET /assets/theme.css': 'shows no items',
  'POST /language': 'shows no items',
  'POST /theme': 'shows no items',
  'GET /sign-in': 'shows no items',
  'POST /sign-in': 'shows no items',
  'POST /sign-out': 'shows no items',
  'GET /sign-in/callback': 'shows no items',
  'GET /sign-out/front-channel': 'shows no items',
  'GET /signed-out': 'shows no items',
  'GET /write': 'shows no items',
  'POST /write': 'shows no items',
  'GET /templates': 'shows no items',
  'GET /templates/new': 'shows no items',
  'POST /templates': 'shows no items',
  'POST /templates/:id/remove': 'shows no items',
  'GET /me': 'shows no items',
  'POST /me/sessions': 'shows no items',
  'POST /me/identity': 'shows no items',
  'GET /notices': 'shows no items',
  'POST /notices': 'shows no items',
  'GET /notices/:id': 'shows no items',
  'GET /following': 'shows no items',
  'POST /following': 'shows no items',
  'POST /following/mail': 'shows no items',
  'GET /mail/stop/:token': 'shows no items',
  'POST /mail/stop/:token': 'shows no items',
  'GET /sessions': 'shows no items',
  'POST /sessions': 'shows no items',
  'GET /newcomers': 'shows no items',
  'POST /newcomers': 'shows no items',
}

/** The addresses of every way out, for one secret. */
export const addressesOf = (secret: Secret): string[] =>
  Object.values(waysOut).flatMap((wayOut) => (wayOut === 'shows no items' ? [] : wayOut(secret)))
