import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import type { House } from '../../house.ts'
import { followKinds } from '../../notify/follows.ts'
import { sendPage } from '../render.ts'
import { safeReturn } from '../return-to.ts'
import type { Visit } from '../visit.ts'
import { chooseMail, mailForm } from './mail-pages.ts'
import { mustBeThere, subjectLinks } from './subjects.ts'

/** What a reader follows, and the form behind every button that follows or stops. */
export function followingPages(house: House): Router {
  const router = Router()
  router.get('/following', followingPage(house))
  router.post('/following', follow(house))
  router.post('/following/mail', chooseMail(house))
  return router
}

function followingPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link } = visit
    await sendPage(house, req, res, 'following', {
      title: t('following.heading'),
      groups: await groupsOf(house, visit),
      mail: await mailForm(house, visit),
      mailSaved: req.query.saved === 'mail',
      breadcrumbs: [
        { label: 'Kenniskompas', url: link('/') },
        { label: t('notices.heading'), url: link('/notices') },
        { label: t('following.heading') },
      ],
    })
  }
}

/** What somebody follows, by kind. What they may not see any more stands there without a name, so that they can stop it. */
async function groupsOf(house: House, visit: Visit) {
  const { t, reader } = visit
  const followed = await house.notify.follows.of(reader.id)
  const links = await subjectLinks(house, visit, followed)
  const lines = followed.map((subject, place) => ({
    ...subject,
    ...(links[place] ?? { label: t('following.hidden'), url: undefined }),
  }))
  return followKinds
    .map((kind) => ({ label: t(`following.${kind}`), subjects: lines.filter((line) => line.kind === kind) }))
    .filter(({ subjects }) => subjects.length > 0)
}

const FollowForm = z.object({
  kind: z.enum(followKinds),
  target: z.string().min(1).max(200),
  wanted: z.enum(['yes', 'no']),
  returnTo: z.string().optional(),
})

function follow(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { kind, target, wanted, returnTo } = FollowForm.parse(req.body)
    const { follows } = house.notify
    if (wanted === 'no') await follows.stop(visit.reader.id, { kind, target })
    else {
      await mustBeThere(house, visit, { kind, target })
      await follows.follow(visit.reader.id, { kind, target }, house.now())
    }
    res.redirect(303, safeReturn(returnTo, visit))
  }
}
