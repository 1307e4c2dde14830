import { launchProduct, ownSettings, type RunningProcess } from '../process.ts'
import type { EntraDouble } from './double.ts'
import { groups } from './people.ts'

/** The product as a process of its own that signs people in with the double, behind a proxy on this machine. */
export async function productWith(
  entra: EntraDouble,
  provider: 'azureAd' | 'oidc',
  settings: Record<string, string> = {},
): Promise<RunningProcess> {
  return launchProduct(
    await ownSettings({
      NODE_ENV: 'production',
      KENNISKOMPAS_URL: 'https://kennis.example',
      KENNISKOMPAS_PROXY: 'loopback',
      SIGN_IN_GROUPS: `${groups.editors}=editor, ${groups.belastingen}=unit:belastingen`,
      ...entra.settings(provider),
      ...settings,
    }),
  )
}
