import { commitEnrolment, openEnrolment } from '../../shared/aggregates/partners/enrolment.ts'
import { created } from '../../shared/command/answer.ts'
import { enrollPartner } from '../../shared/domain/partnerships/partner.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { PartnerAccountShape, PartnerToEnrol, partnerToWire } from '../../shared/wire/partners/partner.ts'

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
    answers: { 201: PartnerAccountShape },
    faults: [
      'partnerAlreadyEnrolled',
      'mpnIdTaken',
      'partnerAgreementNotAccepted',
      'countryNotServed',
      'requestIdReused',
    ],
  },
  async ({ command, caller, body, now }) => {
    const enrolled = enrollPartner(body, caller, now)
    const open = await openEnrolment(command, caller.partnerId, body.mpnId)

    return commitEnrolment(open, enrolled, created(partnerToWire(enrolled.account)))
  },
)
