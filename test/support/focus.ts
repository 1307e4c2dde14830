import { expect } from 'chai'
import type { Page } from 'playwright-core'

export interface Stop {
  stop: string
  wrong: string
}

/** Goes through the whole page with Tab. Gives each stop with what is wrong with its focus: nothing, if you see where you are. */
export async function stopsOf(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let presses = 0; presses < 250; presses++) {
    await page.keyboard.press('Tab')
    const look = await page.evaluate(lookOfFocus)
    if (!look) break
    const contrasts = look.rings.map(({ colour, behind }) => contrast(colour, backgroundOf(behind)))
    const clearest = Math.max(0, ...contrasts)
    // WCAG 1.4.11: a sign that you need to see has a contrast of at least 3 with what is beside it.
    const unclear = look.underlined || clearest >= 3 ? [] : [`contrast ${clearest.toFixed(1)}`]
    const unseen = look.inView ? [] : ['out of view']
    stops.push({ stop: look.stop, wrong: [...unclear, ...unseen].join(', ') })
  }
  return stops
}

/** Presses Tab until `selector` has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return
  }
  expect.fail(`Tab does not reach ${selector}`)
}

/** What shows, in the browser, that an element has the focus: the rings around it and its parent, and what is behind them. */
function lookOfFocus() {
  const element = document.activeElement
  if (!element || element === document.body) return undefined
  const rings: Array<{ colour: string; behind: string[] }> = []
  for (const ringed of [element, element.parentElement ?? element]) {
    const behind: string[] = []
    for (let around = ringed.parentElement; around; around = around.parentElement) {
      const { backgroundImage, backgroundColor } = getComputedStyle(around)
      behind.push(backgroundImage.match(/rgb[^)]+\)/)?.[0] ?? backgroundColor)
    }
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(ringed)
    const hasOutline = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    const colours = [...(hasOutline ? [outlineColor] : []), ...(boxShadow.match(/rgb[^)]+\)/) ?? [])]
    rings.push(...colours.map((colour) => ({ colour, behind })))
  }
  const words = [...element.querySelectorAll('text')].map((text) => getComputedStyle(text).textDecorationLine)
  const { top, bottom, left, right } = element.getBoundingClientRect()
  return {
    stop: element.outerHTML.slice(0, 120),
    rings,
    underlined: words.includes('underline'),
    inView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  }
}

const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)

/** The first colour, from the inside out, that is not transparent. */
const backgroundOf = (behind: string[]) => behind.find((colour) => numbers(colour)[3] !== 0) ?? 'rgb(255, 255, 255)'

/** The contrast of two colours by WCAG 2.2, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Relative luminance by WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = numbers(colour).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
