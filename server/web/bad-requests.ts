import { type Server, STATUS_CODES } from 'node:http'

/** What Node's parser refuses, by the code of its error. */
const answers: Record<string, { status: number; text: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    text:
      'Het adres is te lang, of je browser stuurt te veel mee. Verwijder de cookies van deze site en probeer het opnieuw.\n' +
      'The address is too long, or your browser sends too much. Remove the cookies of this site and try again.\n',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    text: 'Het duurde te lang. Probeer het opnieuw.\nIt took too long. Please try again.\n',
  },
}
const notUnderstood = {
  status: 400,
  text: 'Dit begrijpen we niet. Probeer het opnieuw.\nWe do not understand this. Please try again.\n',
}

/** Answers what is no proper HTTP and so never becomes a request: in plain text, since nobody knows in which language or for whom. */
export function answerBadRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    const { status, text } = answers[error.code ?? ''] ?? notUnderstood
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(text)}`,
      'X-Content-Type-Options: nosniff',
      "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
      'Cache-Control: private, no-store',
      'Connection: close',
    ]
    socket.end(`${head.join('\r\n')}\r\n\r\n${text}`)
  })
}
