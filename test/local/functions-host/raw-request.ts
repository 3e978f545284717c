import { connect } from 'node:net'

/** Sends bytes as they are and returns everything that came back before the server closed. */
export async function sendRaw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(Buffer.from(text, 'latin1'))
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** A request with this target and `Connection: close`. */
export function requestText(target: string, more: { method?: string; headers?: string; body?: string } = {}): string {
  const { method = 'GET', headers = '', body = '' } = more
  return `${method} ${target} HTTP/1.1\r\nHost: local.example:7071\r\nConnection: close\r\n${headers}\r\n${body}`
}

export function statusOf(answer: string): number {
  return Number(answer.split(' ')[1])
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever JSON the app sent
export function jsonOf(answer: string): any {
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))
}
