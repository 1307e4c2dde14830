// Raneto on a folder of Markdown, in a process of its own: its example with Dutch stems, no sign-in and no editing.
const { join } = require('node:path')

const [installed, content] = process.argv.slice(2)
const raneto = join(installed, 'node_modules', 'raneto')
const config = require(join(raneto, 'example', 'config.default.js'))

const app = require(raneto)({
  ...config,
  content_dir: join(content, '/'),
  searchExtraLanguages: ['nl'],
  authentication: false,
  authentication_for_edit: false,
  allow_editing: false,
})
const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port))
