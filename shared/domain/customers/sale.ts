import { isSameRegion } from '../contact/region.ts'
import { Fault } from '../fault.ts'
import type { Caller } from '../partnerships/partner.ts'
import { type Agreement, hasAgreementInForce } from './agreement.ts'

interface Buyer {
  readonly customer: { readonly address: { readonly country: string } }
  readonly agreements: readonly Agreement[]
  readonly agreementRequired: boolean
}

/** @throws {Fault} agreementNotConfirmed unless the customer has accepted what it has to before it buys */
export function checkAgreement({ agreements, agreementRequired }: Omit<Buyer, 'customer'>, now: Date): void {
  if (agreementRequired && !hasAgreementInForce(agreements, now)) throw new Fault('agreementNotConfirmed')
}

/** @throws {Fault} countryOutsideRegion unless the partner may sell in the country */
export function checkRegion(country: string, { account }: Caller): void {
  const partnerCountry = account?.country ?? ''
  if (!isSameRegion(country, partnerCountry)) throw new Fault('countryOutsideRegion', { country, partnerCountry })
}

/**
 * Whether the customer may be sold more. What it has already stays, may become less and may end: a customer can be older than
 * the rules.
 * @throws {Fault} agreementNotConfirmed, countryOutsideRegion
 */
export function checkMayBuy(buyer: Buyer, caller: Caller, now: Date): void {
  checkAgreement(buyer, now)
  checkRegion(buyer.customer.address.country, caller)
}
