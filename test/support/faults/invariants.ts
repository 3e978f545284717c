import { isDeepStrictEqual } from 'node:util'
import { keys, resellerViewPartition, uniqueKeys } from '../../../shared/command/tables.ts'
import { registrationKey } from '../../../shared/domain/contact/registration-number.ts'
import { type Customer, summaryOf } from '../../../shared/domain/customers/customer.ts'
import { resellerViewOf } from '../../../shared/domain/partnerships/partnership.ts'
import type { Person } from '../call.ts'
import type { TestPartner } from '../environment.ts'
import { ask, type MailIn, type PlainRow, type World } from './fault-world.ts'

/** Somebody who took part in a command. */
export type Taker = Pick<TestPartner, 'partnerId'> & Partial<TestPartner>

interface MailState {
  readonly mailId: string
  readonly state: string
  readonly reason?: string
}

interface Root {
  readonly id: string
  readonly version: number
}

/**
 * Everything that design.md 4 promises of the data of `partners`, and that does not hold. `partners` are all who took part;
 * the mailbox must hold mails of theirs only.
 */
export async function problemsOf(world: World, partners: readonly Taker[]): Promise<string[]> {
  const partitions = await Promise.all(
    partners.map(async (partner) => ({ partner, rows: await world.rows('providers', partner.partnerId) })),
  )
  const [uniq, mails] = await Promise.all([world.rows('uniq'), world.mails()])
  const every = partitions.flatMap(({ rows }) => rows)
  return [
    ...partitions.flatMap(({ rows }) => [
      ...historyProblems(rows),
      ...listProblems(rows),
      ...partnershipProblems(rows),
      ...requestProblems(rows),
      ...leftovers(rows),
    ]),
    ...nameProblems(every, uniq),
    ...mailProblems(every, mails),
    ...(await viewProblems(world, partitions)),
  ]
}

/** A version is a command: it has its row in the history, and the same row in the audit. */
function historyProblems(rows: readonly PlainRow[]): string[] {
  const roots = rootsOf(rows)
  const expected = roots.flatMap(({ id, version }) => versionsUpTo(version).map((one) => `${id}!${one}`))
  const history = new Map(below(rows, 'h!').map((row) => [versionName(row), row.value]))
  const audit = new Map(below(rows, 'a!').map((row) => [row.key.split('!').slice(2).join('!'), row.value]))
  return [
    ...differences('history', expected, [...history.keys()]),
    ...differences('audit', expected, [...audit.keys()]),
    ...expected.filter((name) => !isDeepStrictEqual(history.get(name), audit.get(name))).map((name) => `audit ${name}`),
  ]
}

function rootsOf(rows: readonly PlainRow[]): Root[] {
  return rows.flatMap(({ key, value }) => {
    const [kind = '', id = '', below] = key.split('!')
    if (kind === 'p') return [{ id: `partnership-${id}`, version: value.removals as number }]
    const isRoot = ['q', 't', 'sb'].includes(kind) || (kind === 'c' && below === '' && key.split('!').length === 3)
    return isRoot && value.kind !== 'void' ? [{ id: id || 'sandbox', version: value.version as number }] : []
  })
}

function versionName({ key }: PlainRow): string {
  const [, id, inverted] = key.split('!')
  return `${id}!${99_999_999 - Number(inverted)}`
}

/** Every list row equals its root: none is missing, none is left over. */
function listProblems(rows: readonly PlainRow[]): string[] {
  const lists = ['n!', 'd!', 'r!', 'm!', 'sc!'].flatMap((prefix) => below(rows, prefix))
  const expected = new Map<string, unknown>()
  for (const { customer } of liveCustomers(rows)) {
    const { customerId, companyName, domain, associatedPartnerId } = customer
    const summary = summaryOf(customer)
    expected.set(keys.customerByName(companyName, customerId), summary)
    expected.set(keys.customerByDomain(domain, customerId), summary)
    if (associatedPartnerId)
      expected.set(keys.customerByReseller(associatedPartnerId, companyName, customerId), summary)
  }
  for (const { value } of below(rows, 'c!').filter(({ key }) => key.split('!')[2] === 's')) {
    const { partnerId, supportContact, customerId, subscriptionId } = value
    if (partnerId) expected.set(keys.subscriptionByMpn(partnerId, customerId, subscriptionId), value)
    if (supportContact)
      expected.set(keys.subscriptionBySupporter(supportContact.partnerId, customerId, subscriptionId), value)
  }
  return mismatches('list', expected, new Map(lists.map(({ key, value }) => [key, value])))
}

function liveCustomers(rows: readonly PlainRow[]) {
  return below(rows, 'c!')
    .map(({ value }) => value)
    .filter(({ kind, customer }) => kind === 'live' && customer?.relationship === 'reseller')
}

/** The partnership by reseller and by MPN id are the same, and every version of it was an acceptance or a removal. */
function partnershipProblems(rows: readonly PlainRow[]): string[] {
  const partnerships = below(rows, 'p!')
  const byMpn = below(rows, 'w!')
  const expected = new Map(partnerships.map(({ value }) => [keys.partnershipByMpn(value.partnership.mpnId), value]))
  const changes = ['create_partner_relationship', 'remove_partner_relationship']
  const acceptances = below(rows, 'h!').filter(({ value }) => changes.includes(value.operation))
  return [
    ...mismatches('partnership by MPN id', expected, new Map(byMpn.map(({ key, value }) => [key, value]))),
    ...partnerships
      .filter(
        ({ value }) =>
          value.version !== acceptances.filter((row) => row.value.resourceId === value.partnership.resellerId).length,
      )
      .map(({ key }) => `version of partnership ${key}`),
  ]
}

/** A request is accepted once at most; none of its mails is forgotten. */
function requestProblems(rows: readonly PlainRow[]): string[] {
  return below(rows, 'q!').flatMap(({ key, value: { request } }) => {
    const acceptances = below(rows, `h!${request.requestId}!`).filter(
      ({ value }) => value.operation === 'create_partner_relationship',
    )
    const queued = allMails(request).filter(({ state }) => state === 'queued')
    return [
      ...(acceptances.length === (request.state === 'accepted' ? 1 : 0)
        ? []
        : [`${acceptances.length} accepts ${key}`]),
      ...queued.map(({ mailId }) => `mail ${mailId} of ${key} was never sent`),
    ]
  })
}

function leftovers(rows: readonly PlainRow[]): string[] {
  const customers = new Set(rootsOf(rows).map(({ id }) => id))
  return [
    ...below(rows, 'o!').map(({ key }) => `outbox row ${key}`),
    ...below(rows, 'k!')
      .filter(({ key }) => !customers.has(key.slice(2)))
      .map(({ key }) => `setup info without a customer ${key}`),
  ]
}

/** One live customer per domain and one account per MPN id, and the name is reserved for it. */
function nameProblems(rows: readonly PlainRow[], uniq: readonly PlainRow[]): string[] {
  const owners = [
    ...rows.flatMap(({ key, value, partition }) =>
      liveCustomers([{ key, value, partition }]).flatMap(({ customer }) =>
        namesOf(customer).map((name) => ({ name, ownerId: customer.customerId })),
      ),
    ),
    ...below(rows, 't!')
      .filter(({ value }) => value.kind === 'live')
      .map(({ value: { account } }) => ({ name: uniqueKeys.mpnId(account.mpnId), ownerId: account.partnerId })),
  ]
  const reserved = new Map(uniq.map(({ key, value }) => [key, value.ownerId]))
  const names = owners.map(({ name }) => name)
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `two owners of ${name}`),
    ...owners
      .filter(({ name, ownerId }) => reserved.get(name) !== ownerId)
      .map(({ name }) => `${name} is not reserved`),
  ]
}

const allMails = ({ mails = [], answerMails = [] }: { mails?: MailState[]; answerMails?: MailState[] }) => [
  ...mails,
  ...answerMails,
]

function namesOf({ domain, organizationRegistrationNumber: number, address }: Customer): readonly string[] {
  const key = number && uniqueKeys.registrationNumber(registrationKey(address.country, number))
  return [uniqueKeys.domain(domain), ...(key ? [key] : [])]
}

/**
 * Every mail that was accepted was asked for by a committed event, and the request knows that it is out. Only where the step
 * died before it could note that, and the invitation was taken back meanwhile, the request calls the mail superseded.
 */
function mailProblems(rows: readonly PlainRow[], mails: readonly MailIn[]): string[] {
  const asked = new Set(
    below(rows, 'h!').flatMap(({ value }) => allMails(JSON.parse(value.after ?? '{}')).map(({ mailId }) => mailId)),
  )
  const known: readonly MailState[] = below(rows, 'q!').flatMap(({ value }) => allMails(value.request))
  const sent = known.filter(({ state }) => state === 'sent' || state === 'delivered').map(({ mailId }) => mailId)
  const superseded = known.filter(({ reason }) => reason === 'superseded').map(({ mailId }) => mailId)
  const inMailbox = mails.map(({ id }) => id)
  return [
    ...inMailbox.filter((id) => !asked.has(id)).map((id) => `mail ${id} that nobody asked for`),
    ...sent.filter((id) => !inMailbox.includes(id)).map((id) => `mail ${id} is not in the mailbox`),
    ...inMailbox
      .filter((id) => ![...sent, ...superseded].includes(id))
      .map((id) => `mail ${id} is not known to be sent`),
  ]
}

/** What a reseller sees of its providers is what they have. */
async function viewProblems(
  world: World,
  partitions: readonly { readonly partner: Taker; readonly rows: readonly PlainRow[] }[],
): Promise<string[]> {
  const found = await Promise.all(
    partitions.flatMap(({ partner, rows }) =>
      below(rows, 'p!').map(async ({ partition, value: { partnership, version } }) => {
        const views = await world.rows('providers', resellerViewPartition(partnership.resellerId))
        const view = views.find(({ key }) => key === partition)?.value
        const expected = resellerViewOf(partnership, partner as never, version)
        return isDeepStrictEqual(view, expected) ? [] : [`view of ${partition}: ${JSON.stringify(view)}`]
      }),
    ),
  )
  return found.flat()
}

/** What `stranger`, a partner that took no part, gets to see of the data of `partner`: should be nothing. */
export async function visibleTo(
  world: World,
  stranger: Person,
  partner: Pick<TestPartner, 'partnerId'>,
): Promise<string[]> {
  const rows = await world.rows('providers', partner.partnerId)
  const ids = (kind: string) => [...new Set(below(rows, `${kind}!`).map(({ key }) => key.split('!')[1] ?? ''))]
  const paths = [
    ...['/v1/customers', '/v1/partnershiprequests', '/v1/auditrecords'],
    ...ids('c').map((id) => `/v1/customers/${id}`),
    ...ids('c').map((id) => `/v1/customers/${id}/subscriptions`),
    ...ids('q').map((id) => `/v1/partnershiprequests/${id}`),
  ]
  const replies = await Promise.all(paths.map(async (path) => ({ path, reply: await ask(stranger, `GET ${path}`) })))
  return replies
    .filter(({ reply: { status, body } }) => status !== 404 && !(status === 200 && body.items?.length === 0))
    .map(({ path, reply }) => `${path} answers ${reply.status} ${reply.text}`)
}

const below = (rows: readonly PlainRow[], prefix: string): PlainRow[] =>
  rows.filter(({ key }) => key.startsWith(prefix))

const versionsUpTo = (version: number): number[] => Array.from({ length: version }, (_, index) => index + 1)

function differences(what: string, expected: readonly string[], found: readonly string[]): string[] {
  return [
    ...expected.filter((name) => !found.includes(name)).map((name) => `${what} ${name} is missing`),
    ...found.filter((name) => !expected.includes(name)).map((name) => `${what} ${name} is too much`),
  ]
}

function mismatches(
  what: string,
  expected: ReadonlyMap<string, unknown>,
  found: ReadonlyMap<string, unknown>,
): string[] {
  return [
    ...differences(what, [...expected.keys()], [...found.keys()]),
    ...[...expected]
      .filter(([key, value]) => found.has(key) && !isDeepStrictEqual(found.get(key), value))
      .map(([key]) => `${what} ${key} is not as its root`),
  ]
}
