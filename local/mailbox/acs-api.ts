import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Route } from '../web.ts'
import { AcsError } from './acs-error.ts'
import { checkSignature } from './acs-signature.ts'
import { parseMessage } from './mail.ts'
import type { MailStore } from './mail-store.ts'
import type { PlannedAnswers } from './planned-answers.ts'

interface Parts {
  readonly mails: MailStore
  readonly answers: PlannedAnswers
  readonly accessKey: string
}

const pollAfterSeconds = 30

/** The two operations of Azure Communication Services that sending a mail takes. */
export function acsRoutes({ mails, answers, accessKey }: Parts): readonly Route[] {
  const send = async (request: Request) => {
    const body = await request.text()
    checkSignature(request, body, accessKey, new Date())
    const apiVersion = readApiVersion(request)
    const message = parseMessage(body)
    const id = readOperationId(request)
    const planned = answers.next()
    if (!planned || planned.keepsMail) await mails.receive(id, message, new Date())
    if (planned) throw planned.error
    const location = new URL(`/emails/operations/${id}?api-version=${apiVersion}`, request.url)
    const headers = { 'operation-location': location.href, 'retry-after': String(pollAfterSeconds) }
    return Response.json({ id, status: 'Running' }, { status: 202, headers })
  }

  const showOperation = (request: Request, id: string) => {
    checkSignature(request, '', accessKey, new Date())
    readApiVersion(request)
    if (!mails.get(id)) throw new AcsError(404, 'NotFound', 'There is no operation with this id.')
    return Response.json({ id, status: 'Succeeded' })
  }

  return [
    { method: 'POST', path: /^\/emails:send$/, answer: send },
    { method: 'GET', path: /^\/emails\/operations\/([^/]+)$/, answer: showOperation },
  ]
}

function readApiVersion(request: Request): string {
  const version = new URL(request.url).searchParams.get('api-version')
  if (!version || !/^\d{4}-\d\d-\d\d(-preview)?$/.test(version)) {
    throw new AcsError(400, 'BadRequest', 'The query needs api-version, a date.')
  }
  return version
}

function readOperationId(request: Request): string {
  const given = request.headers.get('operation-id')
  if (given === null) return randomUUID()
  if (!z.guid().safeParse(given).success) throw new AcsError(400, 'BadRequest', 'Operation-Id is not a UUID.')
  return given.toLowerCase()
}
