const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const page = (title, body) =>
  `<!doctype html><html lang="nl"><meta charset="utf-8"><title>${title} · Intranet</title><h1>${title}</h1>${body}</html>`

export const homePage = (user) =>
  page(
    'Intranet',
    user
      ? `<p>Dag ${escaped(user.name)}.</p><p><a href="/kennis/">Naar de kennis</a></p><form method="post" action="/logout"><button>Afmelden</button></form>`
      : '<p><a href="/login">Meld je aan</a></p>',
  )

export const loginPage = (colleagues) =>
  page(
    'Wie ben je?',
    colleagues
      .map(
        ({ id, name }) =>
          `<form method="post"><button name="id" value="${escaped(id)}">${escaped(name)}</button></form>`,
      )
      .join(''),
  )

export const notFoundPage = () => page('Niet gevonden', '<p>Deze pagina is niet van het intranet.</p>')

export const errorPage = () => page('Er ging iets mis', '<p>Probeer het straks opnieuw.</p>')
