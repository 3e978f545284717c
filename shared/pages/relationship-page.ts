import { isCustomer, sellerOf } from '../aggregates/customers/relationship.ts'
import { type RelationshipToken, readRelationshipToken } from '../aggregates/partnerships/links.ts'
import { settings } from '../azure/settings.ts'
import type { Answer } from '../command/answer.ts'
import { accountOf } from '../command/partner-accounts.ts'
import { isAvailable } from '../domain/cloud.ts'
import { templatesOf } from '../domain/customers/agreement.ts'
import { checkMayAcceptRelationship, NewRelationship } from '../domain/customers/relationship.ts'
import { Fault } from '../domain/fault.ts'
import type { Language } from '../domain/language.ts'
import type { Caller, PartnerAccount } from '../domain/partnerships/partner.ts'
import { sessionCaller } from '../http/session.ts'
import { type Mistakes, mistakesOf } from '../text/form.ts'
import { isolated } from '../text/html.ts'
import { messagePage, splitSentences } from '../text/pages.ts'
import { relationshipPage } from '../text/relationship-page.ts'
import { sentenceOf, textOf } from '../text/sentences.ts'
import { parseInput } from '../wire/problems.ts'
import type { PageCall } from './page-endpoint.ts'

const path = '/relationship' as const

/** Shows who asks a customer for a relationship, and what accepting means; to one that has accepted, that it has. */
export async function showRelationship(call: PageCall): Promise<Answer> {
  const { token } = call
  const link = readRelationshipToken(token)
  const [provider, caller] = await Promise.all([sellerOf(link), sessionCaller(call.request)])
  if (!caller || !(await isCustomer(link, caller))) return render(call, { token, link, provider, caller })

  const { relationship, page } = textOf(call.language)
  const frame = { language: call.language, nonce: call.nonce, token, path }
  const paragraphs = [relationship.accepted(isolated(provider.name)), page.acceptedNext]
  return { status: 200, html: messagePage(frame, relationship.acceptedHeading, paragraphs) }
}

/** How the form comes again with what was wrong in it. */
export const mendableRelationship = {
  mendable: [
    'invalidInput',
    'relationshipNotTicked',
    'agreementNotConfirmed',
    'domainTaken',
    'regionMismatch',
    'registrationNumberMissing',
    'registrationNumberNotSupported',
    'registrationNumberWrong',
    'phoneNumberMissing',
  ],
  again: async (call: PageCall, fault: Fault): Promise<Answer> => {
    const { token } = call
    const link = readRelationshipToken(token)
    const [provider, caller] = await Promise.all([sellerOf(link), sessionCaller(call.request)])
    return render(call, { token, link, provider, caller }, mistakesOf(fault, call.language))
  },
} as const

/** What the form says that accepts. @throws {Fault} relationshipLinkUnknown, signInRequired, invalidInput */
export async function acceptanceOf({ form, language, request, token }: PageCall) {
  const link = readRelationshipToken(token)
  const caller = await sessionCaller(request)
  if (!caller) throw new Fault('signInRequired')
  return { link, caller, wanted: parseInput(NewRelationship, organizationOf(form, language)) }
}

/** Where the browser goes after a form. */
export function backToRelationship({ language, token }: PageCall): Answer {
  const location = `${settings.baseUrl}${path}?token=${token}&lang=${language}`
  return { status: 303, headers: { location } }
}

const cultures: Readonly<Record<Language, string>> = { en: 'en-US', ko: 'ko-KR', 'zh-CN': 'zh-CN', ru: 'ru-RU' }

function organizationOf(form: URLSearchParams, language: Language) {
  const field = (name: string) => form.get(name)?.trim() || undefined
  const place = ['country', 'city', 'state', 'addressLine1', 'postalCode', 'firstName', 'lastName', 'phoneNumber']
  return {
    domain: field('domain'),
    organizationRegistrationNumber: field('organizationRegistrationNumber'),
    email: field('email'),
    culture: cultures[language],
    language: cultures[language].slice(0, 2),
    companyName: field('companyName'),
    address: Object.fromEntries(place.map((name) => [name, field(name)])),
    accept: form.get('accept') === 'true',
    acceptAgreement: form.get('acceptAgreement') === 'true',
  }
}

interface Shown {
  readonly token: string
  readonly link: RelationshipToken
  readonly provider: PartnerAccount
  readonly caller: Caller | undefined
}

async function render(call: PageCall, shown: Shown, mistakes: Mistakes = new Map()): Promise<Answer> {
  const { token, link, provider, caller } = shown
  const { language, nonce, form } = call
  const reseller = link.resellerId && (await accountOf(link.resellerId))
  const obstacle = caller && obstacleOf(shown, caller, language)
  const [agreement] = templatesOf('MicrosoftCustomerAgreement')
  const html = relationshipPage({
    ...{ language, nonce, token, path, mistakes, filled: form },
    provider: provider.name,
    ...(reseller && { reseller: reseller.name }),
    delegatedAdmin: link.delegatedAdmin,
    ...(agreement && isAvailable('agreements', settings.cloud) && { agreementLink: agreement.link }),
    ...(caller && { person: caller.displayName || caller.userName }),
    ...(obstacle && { obstacle }),
  })
  return { status: 200, html }
}

/** What keeps a signed-in person from accepting, if anything does. */
function obstacleOf({ provider, link }: Shown, caller: Caller, language: Language): string | undefined {
  try {
    checkMayAcceptRelationship(provider, link.resellerId, caller)
    return undefined
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const sentence = sentenceOf(error, language)
    // Who may accept is said below it, in words instead of the API's names of roles.
    return error.fault === 'roleNotAllowed' ? splitSentences(sentence, language).first : sentence
  }
}
