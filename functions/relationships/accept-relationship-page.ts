import { commitRelationship, openRelationship, sellerOf } from '../../shared/aggregates/customers/relationship.ts'
import { noContent } from '../../shared/command/answer.ts'
import { acceptRelationship, checkMayAcceptRelationship } from '../../shared/domain/customers/relationship.ts'
import { actorOf } from '../../shared/http/endpoint.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'
import { acceptanceOf, backToRelationship, mendableRelationship } from '../../shared/pages/relationship-page.ts'

export const handler = pageEndpoint(
  {
    name: 'accept-relationship-page',
    method: 'POST',
    route: 'relationship/accept',
    summary: 'Become a customer of the partner, and accept the Customer Agreement in person',
    path: '/relationship',
    ...mendableRelationship,
    next: backToRelationship,
  },
  async (call) => {
    const { link, caller, wanted } = await acceptanceOf(call)
    const provider = await sellerOf(link)
    checkMayAcceptRelationship(provider, link.resellerId, caller)
    const command = { ...call.command, actor: actorOf(caller) }
    const open = await openRelationship(command, caller, { link, provider, wanted })
    const accepted = acceptRelationship(wanted, open.parties, open.ids, open.customer, call.now)

    return commitRelationship(open, accepted, noContent())
  },
)
