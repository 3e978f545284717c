import { endOf, keysIn, read } from '../../azure/store.ts'
import { CustomerRoot, decode, decodeIfAny, keys } from '../../command/tables.ts'
import { CustomerSummary } from '../../domain/customers/customer.ts'
import type { PartnerId } from '../../domain/ids.ts'
import type { Caller } from '../../domain/partnerships/partner.ts'
import type {
  RemainingCustomer,
  RemainingSubscription,
  Remains,
} from '../../domain/partnerships/partnership-removal.ts'
import { type Page, prefixed, readPage, wantedPage } from '../../lists/paging.ts'
import { rowsAsSource } from '../../lists/seek.ts'
import type { PageQuery } from '../../wire/page-query.ts'
import { readPartnership } from './partnerships.ts'

interface FoundRemains extends Remains {
  readonly customers: Page<RemainingCustomer>
}

/**
 * Finds what would stay behind if the caller removed its partnership with a reseller, or has stayed: all subscriptions, and one
 * page of the customers.
 * @throws {Fault} partnershipNotFound, invalidInput
 */
export async function findRemains(
  { partnerId }: Caller,
  resellerId: PartnerId,
  query: PageQuery,
  token: string | null,
): Promise<FoundRemains> {
  const ofReseller = keys.customersOfReseller(resellerId)
  const wanted = wantedPage(`removal ${partnerId} ${resellerId}`, query, {}, token)
  const [partnership, all, page, supported] = await Promise.all([
    readPartnership(partnerId, resellerId),
    keysBelow(partnerId, ofReseller),
    readPage(rowsAsSource(prefixed(partnerId, ofReseller)), wanted),
    subscriptionsBelow(partnerId, keys.subscriptionsSupportedBy(resellerId)),
  ])
  const [onRecord, customers] = await Promise.all([
    subscriptionsBelow(partnerId, keys.subscriptionsOfMpn(partnership.mpnId)),
    Promise.all(page.items.map((row) => withPrivileges(partnerId, decode(CustomerSummary, row)))),
  ])
  return { partnership, customerCount: all.length, customers: { ...page, items: customers }, onRecord, supported }
}

const keysBelow = (partition: string, prefix: string): Promise<string[]> =>
  keysIn('providers', partition, { from: prefix, to: endOf(prefix) })

/** Subscriptions lie below a reseller by customer and id, so that their keys say all that is asked. */
async function subscriptionsBelow(partition: string, prefix: string): Promise<RemainingSubscription[]> {
  const found = await keysBelow(partition, prefix)
  return found.map((key) => {
    const [customerId = '', subscriptionId = ''] = key.slice(prefix.length).split('!')
    return { customerId, subscriptionId }
  })
}

async function withPrivileges(
  partition: string,
  { customerId, companyName }: CustomerSummary,
): Promise<RemainingCustomer> {
  const root = decodeIfAny(CustomerRoot, await read('providers', partition, keys.customer(customerId)))
  return { customerId, companyName, delegatedAdmin: root?.kind === 'live' && root.customer.delegatedAdmin }
}
