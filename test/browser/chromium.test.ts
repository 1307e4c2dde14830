import { expect } from 'chai'
import { type Machine, planFor } from '../support/chromium.ts'

function machine(has: string[], more: Partial<Machine> = {}): Machine {
  return {
    environment: { PATH: '/usr/local/bin:/usr/bin' },
    exists: (path) => has.includes(path),
    isRoot: true,
    ...more,
  }
}

describe('Finding a browser for the tests', () => {
  it('takes the one that CHROMIUM_PATH names', () => {
    const environment = { CHROMIUM_PATH: '/opt/chromium', PATH: '/usr/bin' }
    expect(planFor(machine(['/opt/chromium', '/usr/bin/chromium'], { environment }))).to.deep.equal({
      use: '/opt/chromium',
    })
  })

  it('says so when CHROMIUM_PATH names nothing, rather than taking another', () => {
    const environment = { CHROMIUM_PATH: '/opt/chromium', PATH: '/usr/bin' }
    expect(planFor(machine(['/usr/bin/chromium'], { environment })))
      .to.have.property('giveUp')
      .that.includes('/opt/chromium')
  })

  it('takes Chromium, else Chrome, from the PATH', () => {
    expect(planFor(machine(['/usr/bin/chromium', '/usr/local/bin/google-chrome']))).to.deep.equal({
      use: '/usr/bin/chromium',
    })
    expect(planFor(machine(['/usr/local/bin/google-chrome']))).to.deep.equal({ use: '/usr/local/bin/google-chrome' })
  })

  it('installs it from the packages of Debian, with sudo for who is not root', () => {
    const has = ['/usr/bin/apt-get', '/usr/bin/sudo']
    const env = ['env', 'DEBIAN_FRONTEND=noninteractive']
    expect(planFor(machine(has))).to.deep.equal({
      install: [
        [...env, 'apt-get', 'update'],
        [...env, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
      ],
    })
    expect(planFor(machine(has, { isRoot: false }))).to.have.nested.property('install[0][0]', 'sudo')
  })

  it('gives up where it can neither find nor install one', () => {
    expect(planFor(machine([]))).to.have.property('giveUp')
    expect(planFor(machine(['/usr/bin/apt-get'], { isRoot: false }))).to.have.property('giveUp')
  })
})
