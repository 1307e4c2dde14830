/** The anchor GitHub gives a heading: lower case, without punctuation, a hyphen for each space. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}

/** Makes anchors that are unique within one document: `kosten`, `kosten-1`, `kosten-2`. */
export function slugger(): (heading: string) => string {
  const taken = new Set<string>()
  const lastNumber = new Map<string, number>()
  return (heading) => {
    const base = slugOf(heading) || 'kop'
    let slug = base
    let number = lastNumber.get(base) ?? 0
    while (taken.has(slug)) slug = `${base}-${++number}`
    lastNumber.set(base, number)
    taken.add(slug)
    return slug
  }
}
