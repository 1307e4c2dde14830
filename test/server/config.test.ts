import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect } from 'chai'
import { ConfigError, readConfig } from '../../server/config.ts'
import { mountedConfig } from '../../server/mounted.ts'
import { packageRoot } from '../../server/paths.ts'
import { temporaryFolder } from '../support/folders.ts'

/** What is said about a wrong setting. */
function complaint(settings: Record<string, string>): string {
  try {
    readConfig(settings)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'nothing'
}

const tenant = '11111111-2222-3333-4444-555555555555'
const group = '66666666-7777-8888-9999-000000000000'

const withEntra = {
  KENNISKOMPAS_URL: 'https://kennis.example',
  KENNISKOMPAS_PROXY: '2',
  SIGN_IN_PROVIDER: 'azureAd',
  SIGN_IN_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0`,
  SIGN_IN_CLIENT_ID: 'kenniskompas',
  SIGN_IN_CLIENT_SECRET: 'geheim',
}

describe('The settings', () => {
  it('are all optional', () => {
    const defaults = {
      port: 3000,
      host: '127.0.0.1',
      production: false,
      mongodbUri: undefined,
      dataFolder: resolve('data'),
      libraryFolder: join(packageRoot, 'content'),
      fourEyes: false,
      chosenPrior: true,
      searchIndex: 'live',
      mail: { smtp: undefined, from: 'kenniskompas@localhost', url: 'http://localhost:3000' },
      municipality: 'Gemeente Voorbeeld',
      themeFile: undefined,
      sessionSecret: undefined,
      pictureHosts: [],
      securityContact: undefined,
      url: undefined,
      trustedProxy: undefined,
      workAccount: undefined,
    }
    expect(readConfig({})).to.deep.equal(defaults)
    const empty = Object.fromEntries(
      [
        'PORT',
        'HOST',
        'NODE_ENV',
        'MONGODB_URI',
        'KENNISKOMPAS_DATA',
        'KENNISKOMPAS_LIBRARY',
        'KENNISKOMPAS_MUNICIPALITY',
        'KENNISKOMPAS_THEME',
        'KENNISKOMPAS_SESSION_SECRET',
        'KENNISKOMPAS_PICTURE_HOSTS',
        'KENNISKOMPAS_SECURITY_CONTACT',
        'KENNISKOMPAS_SMTP',
        'KENNISKOMPAS_MAIL_FROM',
        'KENNISKOMPAS_URL',
        'KENNISKOMPAS_PROXY',
        'SIGN_IN_PROVIDER',
        'SIGN_IN_ISSUER',
        'SIGN_IN_CLIENT_ID',
        'SIGN_IN_CLIENT_SECRET',
        'SIGN_IN_GROUPS',
        'SIGN_IN_GUESTS',
      ].map((name) => [name, '']),
    )
    expect(readConfig(empty)).to.deep.equal(defaults)
  })

  it('are taken as they are given', async () => {
    const folder = await temporaryFolder()
    const theme = join(folder, 'huisstijl.css')
    await writeFile(theme, '')
    expect(
      readConfig({
        PORT: '8080',
        HOST: '::1',
        NODE_ENV: 'production',
        KENNISKOMPAS_LIBRARY: folder,
        KENNISKOMPAS_THEME: theme,
      }),
    ).to.include({ port: 8080, host: '::1', production: true, libraryFolder: folder, themeFile: theme })
    expect(readConfig({ KENNISKOMPAS_LIBRARY: 'none' }).libraryFolder).to.equal(undefined)
    const hosts = readConfig({ KENNISKOMPAS_PICTURE_HOSTS: 'beeldbank.gemeente.example, foto.example' }).pictureHosts
    expect(hosts).to.deep.equal(['beeldbank.gemeente.example', 'foto.example'])
  })

  const wrong: Array<[name: string, value: string, says: string]> = [
    ['PORT', 'many', 'PORT: "many" is not a whole number from 0 to 65535. Example: PORT=3000'],
    ['PORT', '65536', 'a whole number'],
    ['PORT', '-1', 'a whole number'],
    ['PORT', '80.5', 'a whole number'],
    ['PORT', ' ', 'a whole number'],
    ['PORT', '0x50', 'a whole number'],
    ['NODE_ENV', 'live', '"live" is not development, test or production'],
    ['MONGODB_URI', 'http://localhost', 'mongodb:// or mongodb+srv://'],
    ['KENNISKOMPAS_LIBRARY', '/no/such/folder', '"/no/such/folder" is not a folder that is there'],
    ['KENNISKOMPAS_LIBRARY', join(packageRoot, 'package.json'), 'a folder that is there'],
    ['KENNISKOMPAS_MUNICIPALITY', 'x'.repeat(61), 'at most 60 characters'],
    ['KENNISKOMPAS_THEME', '/no/such/theme.css', 'a .css file that is there'],
    ['KENNISKOMPAS_THEME', join(packageRoot, 'package.json'), 'a .css file'],
    ['KENNISKOMPAS_SESSION_SECRET', 'short', 'at least 32 characters'],
    ['KENNISKOMPAS_PICTURE_HOSTS', 'https://beeldbank.example', 'a list of host names, without https://'],
    ['KENNISKOMPAS_PICTURE_HOSTS', "beeldbank.example; script-src 'unsafe-inline'", 'a list of host names'],
    ['KENNISKOMPAS_PICTURE_HOSTS', '*', 'a list of host names'],
    ['KENNISKOMPAS_SECURITY_CONTACT', 'security@gemeente.example', 'a mailto: or https: address'],
    ['KENNISKOMPAS_SECURITY_CONTACT', 'mailto:a@b.example\nContact: mailto:c@d.example', 'a mailto: or https: address'],
    [
      'KENNISKOMPAS_SMTP',
      'https://mail.gemeente.example',
      'the value given is not an address that starts with smtp://',
    ],
    ['KENNISKOMPAS_MAIL_FROM', 'Kenniskompas', 'an e-mail address'],
    ['KENNISKOMPAS_URL', 'http://kennis.example', 'is not the https address'],
    ['KENNISKOMPAS_URL', 'https://kennis.example/pad', 'without a path'],
    ['KENNISKOMPAS_PROXY', 'true', 'is not the proxy'],
    ['KENNISKOMPAS_PROXY', '0', 'is not the proxy'],
    ['KENNISKOMPAS_PROXY', 'loopback, kennis.example', 'is not the proxy'],
    ['KENNISKOMPAS_PROXY', '10.0.0.0/33', 'is not the proxy'],
    ['KENNISKOMPAS_PROXY', 'loopback, ::/0', 'is not the proxy'],
    ['SIGN_IN_PROVIDER', 'azure', '"azure" is not azureAd or oidc'],
    ['SIGN_IN_ISSUER', 'http://login.example/v2.0', 'is not an https address'],
    ['SIGN_IN_GROUPS', 'redactie=editor', 'is not a list of'],
    ['SIGN_IN_GROUPS', `${group}=koning`, 'is not a list of'],
    ['SIGN_IN_GUESTS', 'editor', '"editor" is not refuse or reader'],
  ]
  for (const [name, value, says] of wrong) {
    it(`are refused: ${name}=${value.slice(0, 30)}`, () => {
      expect(complaint({ [name]: value }))
        .to.include('a setting is wrong')
        .and.include(`  ${name}: `)
        .and.include(says)
    })
  }

  it('of sign-in tell who people are', () => {
    const groups = `${group}=editor, ${tenant}=unit:burgerzaken`
    const { workAccount, trustedProxy } = readConfig({ ...withEntra, SIGN_IN_GROUPS: groups, SIGN_IN_GUESTS: 'reader' })
    expect(trustedProxy).to.equal(2)
    expect(workAccount).to.deep.equal({
      provider: 'azureAd',
      issuer: withEntra.SIGN_IN_ISSUER,
      tenant,
      clientId: 'kenniskompas',
      clientSecret: 'geheim',
      groups: new Map<string, unknown>([
        [group, { role: 'editor' }],
        [tenant, { unit: 'burgerzaken' }],
      ]),
      guests: true,
    })
  })

  const incomplete: Array<[without: string, name: keyof typeof withEntra, value: string]> = [
    ['a secret', 'SIGN_IN_CLIENT_SECRET', ''],
    ['a provider', 'SIGN_IN_PROVIDER', ''],
    ['the address that people type', 'KENNISKOMPAS_URL', ''],
    ['the proxy that brings TLS', 'KENNISKOMPAS_PROXY', ''],
    ['a tenant in the issuer of Entra ID', 'SIGN_IN_ISSUER', 'https://login.microsoftonline.com/common/v2.0'],
  ]
  for (const [without, name, value] of incomplete) {
    it(`of sign-in are refused without ${without}`, () => {
      expect(complaint({ ...withEntra, [name]: value })).to.match(new RegExp(`a setting is wrong\\.\n {2}${name}: `))
    })
  }

  it('of mail are refused without a sender and the address for links', () => {
    const said = complaint({ KENNISKOMPAS_SMTP: 'smtp://mail.gemeente.example' })
    expect(said).to.include('  KENNISKOMPAS_MAIL_FROM: ').and.include('  KENNISKOMPAS_URL: ')
  })

  it('of mail may be absent: what would be sent goes to the log, and in production there is no mail', () => {
    expect(readConfig({ PORT: '8080' }).mail).to.include({ smtp: undefined, url: 'http://localhost:8080' })
    expect(readConfig({ NODE_ENV: 'production' }).mail).to.equal(undefined)
  })

  it('are named together when several are wrong', () => {
    expect(complaint({ PORT: 'x', KENNISKOMPAS_THEME: 'x' })).to.match(
      /some settings are wrong\.\n {2}PORT: .*\n {2}KENNISKOMPAS_THEME: /,
    )
  })

  it('keep secrets to themselves', () => {
    const said = complaint({ KENNISKOMPAS_SESSION_SECRET: 'geheim', MONGODB_URI: 'mysql://u:geheim@db/x' })
    expect(said).to.include('MONGODB_URI').and.include('KENNISKOMPAS_SESSION_SECRET').and.not.include('geheim')
  })

  it('send mail from an intranet with links under the path that Kenniskompas is mounted at', () => {
    const currentUser = () => undefined
    const options = { currentUser, smtp: 'smtp://mail.intern', mailFrom: 'kennis@gemeente.example' }
    const { mail, url } = mountedConfig({ ...options, url: 'https://intranet.example/kennis/' })
    expect(mail).to.deep.equal({
      smtp: 'smtp://mail.intern',
      from: 'kennis@gemeente.example',
      url: 'https://intranet.example/kennis',
    })
    expect(url, 'whether https must be used is for the intranet to say').to.equal(undefined)
    expect(() => mountedConfig(options)).to.throw(ConfigError, 'KENNISKOMPAS_URL: it is missing')
    expect(() => mountedConfig({ ...options, url: 'intranet/kennis' })).to.throw(ConfigError, 'KENNISKOMPAS_URL')
    expect(mountedConfig({ currentUser }).mail).to.equal(undefined)
  })
})
