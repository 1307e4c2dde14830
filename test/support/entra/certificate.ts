import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface Certificate {
  key: string
  cert: string
  /** The authority that signed it, as a file for NODE_EXTRA_CA_CERTS. */
  authorityFile: string
}

/** A certificate for this machine, from an authority of its own that nobody else trusts; that one is written to `folder`. */
export async function ownCertificate(folder: string): Promise<Certificate> {
  const name = (commonName: string) => [{ name: 'commonName', value: commonName }]
  const authority = await generate(name('Authority for tests only'), {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  })
  const { private: key, cert } = await generate(name('localhost'), {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  })
  const authorityFile = join(folder, 'authority.pem')
  await writeFile(authorityFile, authority.cert)
  return { key, cert, authorityFile }
}
