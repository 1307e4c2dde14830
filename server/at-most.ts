/** The first `length` letters, without the half of a sign that the cut may leave: such a half fits in no address and no store. */
export const atMost = (length: number) => (text: string) =>
  text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
