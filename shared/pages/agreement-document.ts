import { isSigned, sign } from '../azure/secrets.ts'
import { settings } from '../azure/settings.ts'
import type { Answer } from '../command/answer.ts'
import { type AgreementDocument, documentOf } from '../domain/customers/agreement.ts'
import { Fault } from '../domain/fault.ts'
import type { AgreementDocumentShape } from '../wire/agreements/agreement.ts'
import type { Shaped } from '../wire/shape.ts'
import type { PageCall } from './page-endpoint.ts'

const purpose = 'agreement-document'
const minutes = 5
const form = /^([0-9a-f-]{36})\.([A-Za-z-]{2,20})\.([A-Z]{2})\.(\d{13})\.([\w-]{43})$/

/** Links to the text of an agreement: new ones at each call, and good for five minutes. */
export function documentLinks(
  { template, language, country }: AgreementDocument,
  now: Date,
): Shaped<typeof AgreementDocumentShape> {
  const text = `${template.templateId}.${language}.${country}.${now.getTime() + minutes * 60_000}`
  const displayUri = `${settings.baseUrl}/agreements/document?document=${text}.${sign(settings.linkKeys, purpose, text)}`
  return { displayUri, downloadUri: `${displayUri}&download=true`, language, country }
}

/** Leads on to the text that a link names. @throws {Fault} documentLinkUnknown, documentLinkExpired */
export function openDocument({ request, now }: PageCall): Promise<Answer> {
  const [, templateId = '', language = '', country = '', until = '', signature = ''] =
    form.exec(request.query.get('document') ?? '') ?? []
  const text = `${templateId}.${language}.${country}.${until}`
  if (!templateId || !isSigned(settings.linkKeys, purpose, text, signature)) throw new Fault('documentLinkUnknown')
  if (now.getTime() >= Number(until)) throw new Fault('documentLinkExpired')
  const { template } = documentOf(templateId, language, country)
  return Promise.resolve({ status: 302, headers: { location: template.link } })
}
