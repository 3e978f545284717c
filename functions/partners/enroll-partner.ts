import { enrol } from '../../shared/aggregates/partners/enrolment.ts'
import { created } from '../../shared/command/answer.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { PartnerToEnrol, partnerToWire } from '../../shared/wire/partner.ts'
import { PartnerAccount } from '../../shared/wire/shapes/partner.ts'

export const handler = endpoint(
  {
    name: 'enroll-partner',
    method: 'POST',
    route: 'v1/partners',
    summary: 'Enrol your organization as an indirect reseller; a Global admin signs the Microsoft Partner Agreement',
    kinds: 'anyone',
    readsAccount: false,
    roles: ['GlobalAdmin'],
    userOnly: true,
    body: PartnerToEnrol,
    answers: { 201: PartnerAccount },
    faults: ['partnerAlreadyEnrolled', 'mpnIdTaken', 'partnerAgreementNotAccepted', 'requestIdReused'],
  },
  ({ command, caller, body }) => enrol(command, caller, body, (account) => created(partnerToWire(account))),
)
