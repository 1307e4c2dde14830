import { build } from 'esbuild'
import { packageRoot } from '../../server/paths.ts'

/**
 * One script for a browser, of an entry that imports modules by paths from the root; what the entry exports stands in the global
 * `bundle`. @throws when one of the modules needs Node
 */
export async function bundleForBrowser(entry: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: packageRoot, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'bundle',
    platform: 'browser',
    target: 'es2023',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}
