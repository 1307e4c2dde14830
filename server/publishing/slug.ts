/** `Paspoort of ID kwijt? Één loket!` → `paspoort-of-id-kwijt-een-loket`: the name of an item in its address, at most 80 characters. */
export function slugOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(/[a-z0-9]+/g) ?? []
  const slug = words.reduce(
    (so, word) => (`${so}-${word}`.length <= 80 ? `${so}-${word}` : so),
    words.shift()?.slice(0, 80) ?? '',
  )
  return slug || 'zonder-titel'
}

/** `slug`, or the first of `slug-2`, `slug-3` … of which `isTaken` says no. */
export async function freeSlug(slug: string, isTaken: (slug: string) => Promise<boolean>): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? slug : `${slug.slice(0, 76)}-${number}`.replace(/-+/g, '-')
    if (!(await isTaken(name))) return name
  }
}
