import { z } from 'zod'
import { optional } from '../setting.ts'

const hostName = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/
const namesIn = (value: string) => value.split(',').map((name) => name.trim())
const isContact = (value: string) => /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(value) && URL.canParse(value)

/** The settings of pages and their headers, by their names in the environment. */
export const webSettings = {
  KENNISKOMPAS_PICTURE_HOSTS: optional(
    z
      .string()
      .refine((value) => namesIn(value).every((name) => hostName.test(name)))
      .transform(namesIn),
  ),
  KENNISKOMPAS_SECURITY_CONTACT: optional(z.string().refine(isContact)),
}

/** What each of them must be, and an example. */
export const webExamples: Record<keyof typeof webSettings, { mustBe: string; example: string }> = {
  KENNISKOMPAS_PICTURE_HOSTS: {
    mustBe: 'a list of host names, without https://',
    example: 'beeldbank.gemeente.example',
  },
  KENNISKOMPAS_SECURITY_CONTACT: {
    mustBe: 'a mailto: or https: address',
    example: 'mailto:security@gemeente.example',
  },
}
