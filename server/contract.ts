/** All that a plugin may know of the kernel. Import it as `#contract`; nothing else of server/ is a plugin's business. */
import type { Request, RequestHandler, Response, Router } from 'express'
import type { Model, Schema } from 'mongoose'
import type { Reader } from './access/reader.ts'
import type { Permission } from './access/rules.ts'
import type { Amount } from './content/amounts.ts'
import type { Item, ListedItem } from './content/item.ts'
import type { ItemType } from './content/item-types.ts'
import type { RenderedMarkdown } from './content/markdown.ts'
import type { Vocabulary } from './content/vocabulary.ts'
import type { Job } from './jobs.ts'
import type { Directory } from './people/directory.ts'
import type { DoorId } from './web/doors.ts'
import type { Visit } from './web/visit.ts'

export { Router } from 'express'
export { Schema } from 'mongoose'
export { z } from 'zod'
export { amount, day, itemRef, person, slug, text, unit, webAddress } from './content/fields.ts'
export { readSteps, type Step } from './content/steps.ts'
export { Conflict, Forbidden, Invalid, NotFound } from './errors.ts'
export type {
  Amount,
  Directory,
  Item,
  ItemType,
  Job,
  ListedItem,
  Permission,
  Reader,
  RenderedMarkdown,
  Visit,
  Vocabulary,
}

/** A domain of knowledge. Only `id`, `icon` and `door` are needed; a plugin adds a part only where it wants more. */
export interface Plugin {
  /** Folder, URL prefix, content folder and name space of the messages, all in one. */
  id: string
  /** Name of an icon in views/assets/icons. */
  icon: string
  /** The entry in the navigation behind which this plugin lives. */
  door: DoorId
  itemTypes?: Record<string, ItemType>
  /** Action → the lowest role that may do it. */
  permissions?: Record<string, Permission>
  /** Pages of `routes` that the list page points at; `label` is a key in the plugin's messages. */
  pages?: Array<{ label: string; path: string; icon: string }>
  /** Absolute path of the folder with views/ and messages.*.json; plugins that ship with the product leave it out. */
  folder?: string
  setUp?(core: Core): Offer
}

/**
 * What a plugin gives back when it is set up. Every `visit` translates with the plugin's own texts first. A part that throws breaks its own fragment or page, never the whole page.
 */
export interface Offer {
  /** Pages under `/<plugin-id>`, before the kernel's own list and item page. */
  routes?: Router
  /** What the type's view (`views/<type>.ejs`) prints beside `item`, `html` and `fields`; it may present `fields` anew. */
  itemPage?(item: Item, visit: Visit): Promise<ItemPage>
  /** A fragment of HTML beside every item, whichever plugin it is of; `undefined` for none. */
  itemPanel?(item: Item, visit: Visit): Promise<string | undefined>
  /** A fragment of HTML on the home page. */
  homeWidget?(visit: Visit): Promise<string | undefined>
  /** What waits for somebody on the workboard, of all that they look after; `undefined` for nothing. */
  workList?(visit: Visit): Promise<PluginWork | undefined>
  /** Who can help with `topic`, best first: shown beside items, units and search results. */
  contacts?(topic: Topic, visit: Visit): Promise<Contact[]>
  /**
   * Who is responsible for what `found` is about: leads the answer to "wie gaat over …?". `found` are the items of all plugins that
   * answer it best, best first, as far as the reader may see them. Somebody who left is passed over.
   */
  responsible?(found: ListedItem[], visit: Visit): Promise<Contact[]>
  /** Recurring work, done by one process at a time. */
  jobs?: Job[]
}

export interface ItemPage extends Record<string, unknown> {
  /** The table of contents, where it is not simply the headings of the body. */
  toc?: Array<{ id: string; text: string }>
}

/** A list on the workboard. */
export interface PluginWork {
  heading: string
  /** What to do about what is in it. */
  advice: string
  rows: Array<{ title: string; url: string; meta: string }>
}

export interface Topic {
  units: string[]
  themes: string[]
}

export interface Contact {
  /** Slug in the directory. */
  person: string
  /** Why them, such as "Linkingpin met Belastingen". */
  why: string
}

/** What `views/partials/person-card.ejs` prints of somebody. */
export interface PersonCard {
  name: string
  initials: string
  url: string
  role: string
  available: boolean
  availability: string
  phone: string | undefined
}

/** The kernel as one plugin sees it. */
export interface Core {
  /** Items of this plugin's own types. */
  items: {
    /** @throws {NotFound} when there is none, or this reader may not see it */
    get(slug: string, reader: Reader): Promise<Item>
    all(reader: Reader): Promise<ListedItem[]>
  }
  /** Whether this reader sees to it that this item stays right. */
  looksAfter(item: ListedItem, reader: Reader): boolean
  /** The title of any item, or undefined when there is none that this reader may see. */
  titleOf(id: string, reader: Reader): Promise<string | undefined>
  directory(): Directory
  vocabulary(): Vocabulary
  amounts(): { year: number; get(key: string): Amount | undefined }
  /** Turns Markdown into safe HTML, with links that work in this visit. */
  markdown(source: string, visit: Visit): RenderedMarkdown
  /** The address, in this visit, of a link in an item of this plugin. */
  address(href: string, visit: Visit): string
  /** Somebody with phone and availability; undefined for nobody, and for somebody who left. */
  personCard(slug: string | undefined, visit: Visit): PersonCard | undefined
  /** Prints one of this plugin's own views as a fragment. */
  render(view: string, visit: Visit, locals: Record<string, unknown>): Promise<string>
  /** Answers with one of this plugin's own views as a whole page; `locals.title` is its title. */
  page(req: Request, res: Response, view: string, locals: { title: string } & Record<string, unknown>): Promise<void>
  /** Lets only those pass who may do `action` of this plugin's `permissions`. */
  guard(action: string): RequestHandler
  /** A collection of this plugin's own, `<plugin-id>_<name>`. */
  model<T>(name: string, schema: Schema<T>): Model<T>
  now(): Date
}

/** Checks nothing at run time; it is there for the types. */
export const definePlugin = (plugin: Plugin): Plugin => plugin
