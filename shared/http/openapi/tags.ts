import type { Contract } from '../contract.ts'

/** What the operations are about, in the order in which they are described. */
const abouts = {
  Customers: 'Customers of a provider or direct partner, their profiles and qualifications.',
  Agreements: "Customers' agreements: what there is to accept, and that it was accepted.",
  Partnerships: 'Invitations of indirect resellers, and the partnerships they became.',
  Catalogue: 'What can be sold, by market.',
  Carts: 'What a customer is about to order.',
  Orders: 'What was ordered for a customer.',
  Subscriptions: 'What a customer has, and its changes.',
  'Customer users': "Users and roles in a customer's directory.",
  Partners: "Your own organization's account and profiles, and enrolment.",
  Validations: 'What can be checked before a customer is created.',
  Audit: 'Who did what, and when.',
  Webhooks: 'Events that are posted to you.',
  System: 'The service itself.',
} as const
export type Tag = keyof typeof abouts

/** By the address of an operation; the first that fits. */
const rules: readonly { readonly tag: Tag; readonly route: RegExp }[] = [
  { tag: 'Carts', route: /\/carts/ },
  { tag: 'Orders', route: /\/orders/ },
  { tag: 'Subscriptions', route: /\/subscriptions/ },
  { tag: 'Agreements', route: /\/agreement|\/directSigned/i },
  { tag: 'Customer users', route: /\/users|\/directoryroles|\/subscribedskus/i },
  { tag: 'Partnerships', route: /partnershiprequests|partnerships|relationship|indirectReseller/i },
  { tag: 'Catalogue', route: /offer|products/i },
  { tag: 'Webhooks', route: /^webhooks/ },
  { tag: 'Audit', route: /auditrecords/ },
  { tag: 'Validations', route: /validations|validationrules|domains\// },
  { tag: 'Customers', route: /^v1\/customers/ },
  { tag: 'Partners', route: /^v1\/(partners|profiles|compliance)/ },
]

export function tagOf({ route }: Contract): Tag {
  return rules.find((rule) => rule.route.test(route))?.tag ?? 'System'
}

/** The tags that are used, with what they are about. */
export function tagsOf(
  contracts: readonly Contract[],
): readonly { readonly name: string; readonly description: string }[] {
  const used = new Set<string>(contracts.map(tagOf))
  return Object.entries(abouts)
    .map(([name, description]) => ({ name, description }))
    .filter(({ name }) => used.has(name))
}
