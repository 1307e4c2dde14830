import { expect } from 'chai'
import { Directory } from '../../server/people/directory.ts'
import { type Account, readerOf } from '../../server/sign-in/work-account/accounts.ts'
import { identify } from '../../server/sign-in/work-account/identity.ts'

const issuer = 'https://login.example/gemeente'
const rules = { issuer, tenant: undefined, groups: new Map([['vakgroep', { unit: 'burgerzaken' }]]), guests: false }
const claims = { iss: issuer, sub: 'anna-7', iat: 1_800_000_000, name: 'Anna' }

describe('At a provider that knows no tenants, somebody', () => {
  it('is who the issuer and the subject say, and no guest', () => {
    expect(identify({ ...claims, acct: 1, idp: 'elsewhere' }, rules)).to.include({
      key: `${issuer}:anna-7`,
      name: 'Anna',
    })
  })

  it('is shown by their user name, or else by their key, when they have no name', () => {
    expect(identify({ ...claims, name: undefined, preferred_username: 'anna' }, rules).name).to.equal('anna')
    expect(identify({ ...claims, name: { first: 'Anna' } }, rules).name).to.equal(`${issuer}:anna-7`)
  })

  it('is shown without signs that hide something or turn the words around them', () => {
    expect(identify({ ...claims, name: ' An\u0000na\u202e\u200b\n' }, rules).name).to.equal('Anna')
    expect(identify({ ...claims, name: '\u202e', preferred_username: 'anna' }, rules).name).to.equal('anna')
  })

  it('works in the units that their groups stand for', () => {
    expect(identify({ ...claims, groups: ['vakgroep', 'koor'] }, rules).units).to.deep.equal(['burgerzaken'])
  })
})

describe('The units of somebody with a work account', () => {
  const unit = (slug: string, parent?: string) => ({ slug, name: slug, description: slug, ...(parent && { parent }) })
  const directory = new Directory([], [unit('dienst'), unit('burgerzaken', 'dienst'), unit('balie', 'burgerzaken')])
  const account = (role: Account['role']) => ({
    _id: 'k',
    name: 'Anna',
    role,
    units: ['burgerzaken'],
    issuedAt: new Date(0),
  })

  it('are those of their groups', () => {
    expect(readerOf(account('reader'), directory)).to.deep.include({ units: ['burgerzaken'], leads: [] })
  })

  it('are led by a team lead, with everything under them and nothing above', () => {
    const led = ['burgerzaken', 'balie']
    expect(readerOf(account('teamlead'), directory)).to.deep.include({ units: led, leads: led })
  })

  it('that the directory does not know are led by nobody', () => {
    const stranger = { ...account('teamlead'), units: ['opgeheven'] }
    expect(readerOf(stranger, directory)).to.deep.include({ units: ['opgeheven'], leads: [] })
  })
})
