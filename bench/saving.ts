import { filledIn } from '../test/support/forms.ts'
import type { Workshop } from './house.ts'
import { signIn } from './product.ts'
import { median, printTable, spread, tell, timed, times } from './support.ts'

const size = 10_000
const saves = 100
const releases = 30

/** An editor's browser: gives the answer to each request. */
type Ask = (path: string, body?: URLSearchParams | string) => Promise<Response>

/** Saving an item of `bytes` by form and by autosave, and publishing it, beside 10,000 other items. */
export async function saving(workshop: Workshop, bytes: number): Promise<void> {
  const { port } = await workshop.product(size)
  const cookie = await signIn(port, 'lotte-van-dam')
  const ask: Ask = (path, body) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      redirect: 'manual',
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { method: 'POST', body }),
    })
  const { sentences } = await workshop.material()
  const plain = sentences.filter((sentence) => !/[[\](){}<>@]/.test(sentence))
  const text = textOf(plain, bytes)
  const item = await anItem(ask)

  tell('saving')
  const unit = median(await rounds(saves, () => ask('/health')))
  const form = await edit(item, ask)
  const byForm = await rounds(
    saves,
    (round) => ask(form.path, form.with(`${text}\n\nOpnieuw, ${round}.`, round + 1)),
    303,
  )
  const byItself = await rounds(saves, (round) =>
    ask(
      `${form.path}/autosave`,
      JSON.stringify({
        revision: saves + round + 1,
        fields: form.with(`${text}\n\nVanzelf, ${round}.`, saves + round + 1).toString(),
      }),
    ),
  )
  await expectStatus(await ask(`${form.path}/discard`, new URLSearchParams()), 303)

  tell('publishing')
  const published: number[] = []
  for (let round = 0; round < releases; round += 1) {
    const draft = await edit(item, ask)
    await expectStatus(await ask(draft.path, draft.with(`${text}\n\nVersie ${round}.`, 1)), 303)
    published.push(...(await rounds(1, () => ask(`${draft.path}/publish`, new URLSearchParams()), 303)))
  }
  const row = (name: string, durations: number[]) => [name, ...spread(durations), times(median(durations) / unit)]
  printTable(
    ['50 KB beside 10,000 items', 'p50', 'p95', 'p99', 'p50 ÷ /health'],
    [row('save by form', byForm), row('autosave', byItself), row('publish', published)],
  )
}

/** Paragraphs of three sentences. */
function textOf(sentences: string[], bytes: number): string {
  let text = ''
  for (let at = 0; text.length < bytes; at = (at + 3) % sentences.length)
    text += `${sentences.slice(at, at + 3).join(' ')}\n\n`
  return text.slice(0, bytes)
}

async function anItem(ask: Ask): Promise<string> {
  const list = await (await ask('/best-practices')).text()
  const [, path] = /href="(\/best-practices\/[a-z0-9-]+)"/.exec(list) ?? []
  if (!path) throw new Error('There is no item to edit')
  return path
}

/** Begins a draft of an item; `with` is the filled-in form of the editor with another text. */
async function edit(item: string, ask: Ask) {
  const begun = await ask(`${item}/edit`, new URLSearchParams())
  await expectStatus(begun, 303)
  const path = begun.headers.get('location') ?? ''
  const filled = filledIn(await (await ask(path)).text(), path)
  return {
    path,
    with(body: string, revision: number): URLSearchParams {
      const form = new URLSearchParams(filled)
      form.set('body', body)
      form.set('personalData', 'confirmed')
      form.set('revision', String(revision))
      return form
    },
  }
}

/** How long each of these takes until the whole answer is there, in ms, one after the other. */
async function rounds(count: number, work: (round: number) => Promise<Response>, status = 200): Promise<number[]> {
  const durations: number[] = []
  for (let round = 0; round < count; round += 1) {
    const { ms, value } = await timed(async () => {
      const answer = await work(round)
      return { answer, text: await answer.text() }
    })
    await expectStatus(value.answer, status)
    durations.push(ms)
  }
  return durations
}

async function expectStatus({ status, url }: Response, wanted: number): Promise<void> {
  if (status !== wanted) throw new Error(`${url} answered ${status}`)
}
