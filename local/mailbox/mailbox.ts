import { mailboxAccessKey, mailboxConnectionString } from '../settings.ts'
import { fetchListener, listen, type Route, route } from '../web.ts'
import { acsRoutes } from './acs-api.ts'
import { AcsError } from './acs-error.ts'
import { type MailStore, openMailStore } from './mail-store.ts'
import { htmlPart, listPage, mailPage, notFoundPage } from './pages.ts'
import { type PlannedAnswers, planAnswers } from './planned-answers.ts'

export interface Mailbox {
  readonly url: string
  /** For the EmailClient of @azure/communication-email, with `allowInsecureConnection`. */
  readonly connectionString: string
  stop(): Promise<void>
}

/** Azure Communication Services e-mail for one machine: takes what the real SDK sends, and shows it as a mailbox. */
export async function startMailbox({ port, folder }: { port: number; folder?: string | undefined }): Promise<Mailbox> {
  const mails = await openMailStore(folder)
  const answers = planAnswers()
  const routes = [
    ...acsRoutes({ mails, answers, accessKey: mailboxAccessKey }),
    ...apiRoutes(mails, answers),
    ...pageRoutes(mails),
  ]
  const server = await listen(
    port,
    fetchListener((request) => answer(routes, request)),
  )
  return { url: server.url, connectionString: mailboxConnectionString(server.url), stop: server.stop }
}

async function answer(routes: readonly Route[], request: Request): Promise<Response> {
  try {
    return (await route(routes, request)) ?? notFoundPage()
  } catch (error) {
    if (error instanceof AcsError) return error.toResponse()
    throw error
  }
}

function pageRoutes(mails: MailStore): readonly Route[] {
  const find = (show: (mail: NonNullable<ReturnType<MailStore['get']>>) => Response) => (_: Request, id: string) => {
    const mail = mails.get(id)
    return mail ? show(mail) : notFoundPage()
  }
  const deleteAll = async () => {
    await mails.clear()
    return new Response(null, { status: 303, headers: { location: '/' } })
  }
  return [
    { method: 'GET', path: /^\/$/, answer: () => listPage(mails.list()) },
    { method: 'POST', path: /^\/mails\/delete$/, answer: deleteAll },
    { method: 'GET', path: /^\/mails\/([^/]+)$/, answer: find(mailPage) },
    { method: 'GET', path: /^\/mails\/([^/]+)\/html$/, answer: find(htmlPart) },
  ]
}

function apiRoutes(mails: MailStore, answers: PlannedAnswers): readonly Route[] {
  const showMail = (_: Request, id: string) => {
    const mail = mails.get(id)
    if (!mail) throw new AcsError(404, 'NotFound', 'There is no mail with this id.')
    return Response.json(mail)
  }
  const deleteMails = async () => {
    await mails.clear()
    return new Response(null, { status: 204 })
  }
  const planAnswer = async (request: Request) => {
    const problem = answers.plan(await request.json().catch(() => undefined))
    if (problem !== undefined) throw new AcsError(400, 'BadRequest', problem)
    return Response.json({ pending: answers.pending() }, { status: 201 })
  }
  const forgetAnswers = () => {
    answers.forget()
    return new Response(null, { status: 204 })
  }
  return [
    { method: 'GET', path: /^\/api\/mails$/, answer: () => Response.json({ mails: mails.list() }) },
    { method: 'DELETE', path: /^\/api\/mails$/, answer: deleteMails },
    { method: 'GET', path: /^\/api\/mails\/([^/]+)$/, answer: showMail },
    { method: 'POST', path: /^\/api\/answers$/, answer: planAnswer },
    { method: 'DELETE', path: /^\/api\/answers$/, answer: forgetAnswers },
  ]
}
