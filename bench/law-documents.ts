import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { packageRoot } from '../server/paths.ts'
import type { SearchDocument } from '../server/search/index.ts'
import { pick, type Random, seeded } from './support.ts'

interface Article {
  id: string
  title: string
  body: string
}

const types = ['protocol', 'practice', 'lesson', 'guidance']
const units = ['burgerzaken', 'belastingen', 'wmo-loket', 'klantcontact', 'vergunningen']

/** So many findable documents of real Dutch: law articles, and from the ten thousandth on new ones cut from them. */
export function lawDocuments(size: number): SearchDocument[] {
  const articles = readArticles()
  const random = seeded(size)
  return Array.from({ length: size }, (_, i) => {
    const article = articles[i % articles.length] as Article
    const body = i < articles.length ? article.body : crossed(article, pick(articles, random), random)
    return {
      id: `law/${i}`,
      type: pick(types, random),
      url: `/law/${i}`,
      title: article.title,
      summary: '',
      body,
      keywords: [],
      language: 'nl',
      themes: [],
      units: [pick(units, random)],
      audiences: [],
      readers: i % 20 === 0 ? ['burgerzaken'] : 'everyone',
    }
  })
}

function readArticles(): Article[] {
  const packed = readFileSync(join(packageRoot, 'bench', 'data', 'r1-documents.jsonl.gz'))
  const lines = gunzipSync(packed).toString('utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Article)
}

/** The words of one article, here and there one of another, and now and then a compound that no text has. */
function crossed(one: Article, other: Article, random: Random): string {
  const words = other.body.split(/\s+/)
  return one.body.replace(/\p{L}{5,}/gu, (word) => {
    const chance = random()
    if (chance < 0.01) return word.slice(0, 8) + pick(words, random).toLowerCase()
    return chance < 0.2 ? pick(words, random) : word
  })
}
