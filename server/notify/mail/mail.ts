import type { Connection } from 'mongoose'
import type { Log } from '../../log.ts'
import { type MailChoices, openMailChoices } from './choices.ts'
import { openPost, type Post } from './post.ts'
import type { MailSettings } from './settings.ts'

/** What it takes to mail people: the post, who wants what, and the address that links begin with. */
export interface Mail {
  post: Post
  choices: MailChoices
  url: string
}

export const openMail = async (connection: Connection, settings: MailSettings, log: Log): Promise<Mail> => ({
  post: await openPost(settings, log),
  choices: openMailChoices(connection),
  url: settings.url,
})
