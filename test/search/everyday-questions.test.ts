import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { parse } from 'yaml'
import { packageRoot } from '../../server/paths.ts'
import { shippedHouse } from '../support/shipped-house.ts'
import { question } from './library.ts'

interface TestQuestion {
  question: string
  expects: string
}

const file = join(packageRoot, 'content', 'test-questions.yaml')
const questions = parse(readFileSync(file, 'utf8')) as TestQuestion[]

describe('What residents ask at the desk', () => {
  it('is asked in at least thirty ways', () => {
    expect(questions).to.have.length.at.least(30)
  })

  for (const { question: text, expects } of questions) {
    it(`leads from "${text}" to ${expects}`, async () => {
      const { house } = await shippedHouse()
      const { hits } = await house.search.query(question(text))
      expect(hits[0]?.id).to.equal(expects)
    })
  }
})
