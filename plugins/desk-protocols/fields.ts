import { amount, text, webAddress, z } from '#contract'

/** The front matter of a desk protocol. `duration` is in minutes at the desk; costs and terms are keys of amounts.yaml. */
export const fields = z.object({
  duration: z.int().min(1).max(240),
  needs: z.array(text(200)).default([]),
  costs: z.array(amount()).default([]),
  terms: z.array(amount()).default([]),
  legalBasis: z.array(z.object({ label: text(200), url: webAddress() })).default([]),
})
