import type { DetailsOf, FaultDetails, FaultName, ProblemName } from '../domain/fault.ts'
import type { DestinationError } from '../domain/subscriptions/transition.ts'
import type { UpgradeError } from '../domain/subscriptions/upgrade.ts'

type FieldSentence = (field: string, values: FaultDetails) => string

/** Every sentence a person reads. English is the source; the other languages must have the same keys. */
export interface Text {
  readonly faults: { readonly [N in FaultName]: (details: DetailsOf<N>) => string }
  readonly problems: Readonly<Record<ProblemName, FieldSentence>>
  /** What keeps licences from moving. */
  readonly obstacles: Readonly<Record<UpgradeError | DestinationError, string>>
  readonly mail: {
    readonly inviteSubject: (provider: string) => string
    /** The draft's text; `{link}` stands where the link goes. */
    readonly inviteBody: (provider: string) => string
    readonly authorizeButton: string
    readonly linkDoesNotWork: string
    readonly reminderSubject: (provider: string) => string
    readonly reminderIntro: (provider: string, days: number) => string
    readonly sentBy: (person: string, provider: string) => string
    readonly acceptedSubject: (reseller: string) => string
    readonly acceptedIntro: (reseller: string, person: string, to: string) => string
    readonly declinedSubject: (to: string) => string
    readonly declinedIntro: (to: string) => string
    readonly declinedReason: string
    readonly questionSubject: (from: string) => string
    readonly questionIntro: (from: string, to: string) => string
    readonly questionAnswer: string
    /** In its place where the mail cannot be replied to. */
    readonly questionAnswerTo: (from: string) => string
  }
  readonly page: {
    readonly title: string
    readonly asks: (provider: string) => string
    readonly validUntil: (date: string) => string
    readonly meaningHeading: string
    readonly meaning: readonly ((provider: string) => string)[]
    readonly signInToAccept: string
    readonly whoMayAccept: string
    readonly signedInAs: (name: string, company: string) => string
    readonly otherAccount: string
    readonly alreadyPartner: (provider: string) => string
    readonly notEnrolledHeading: string
    readonly notEnrolledIntro: string
    readonly companyName: string
    readonly country: string
    readonly mpnId: string
    readonly mpnIdHint: string
    readonly firstName: string
    readonly lastName: string
    readonly email: string
    readonly phoneNumber: string
    readonly optional: string
    readonly acceptPartnerAgreement: string
    readonly tick: (provider: string) => string
    readonly authorize: string
    readonly enrolAndAuthorize: string
    readonly declineHeading: string
    readonly declineIntro: (provider: string) => string
    readonly declineReason: string
    readonly decline: string
    readonly askHeading: string
    readonly askIntro: (provider: string) => string
    readonly yourEmail: string
    readonly yourQuestion: string
    readonly ask: string
    readonly acceptedHeading: string
    readonly accepted: (provider: string, reseller: string) => string
    readonly acceptedNext: string
    readonly declinedHeading: string
    readonly declined: (provider: string) => string
    readonly askedHeading: string
    readonly asked: (provider: string) => string
    readonly back: string
    readonly whatToDo: string
    readonly languageNames: string
  }
  readonly relationship: {
    readonly title: string
    readonly asks: (provider: string) => string
    readonly withReseller: (provider: string, reseller: string) => string
    readonly meaning: readonly ((provider: string) => string)[]
    readonly delegatedAdmin: (provider: string) => string
    readonly whoMayAccept: string
    readonly details: string
    readonly domain: string
    readonly registrationNumber: string
    readonly addressLine1: string
    readonly city: string
    readonly state: string
    readonly postalCode: string
    readonly tick: (provider: string) => string
    readonly tickAgreement: string
    readonly readAgreement: string
    readonly accept: string
    readonly acceptedHeading: string
    readonly accepted: (provider: string) => string
  }
  readonly removal: {
    /** Whoever changes these words raises `declarationVersion`. */
    readonly declaration: string
    readonly consequences: readonly ((reseller: string) => string)[]
    readonly resellerSubject: (provider: string) => string
    readonly resellerBody: (provider: string, reseller: string) => string
    readonly customerSubject: (reseller: string) => string
    readonly customerBody: (provider: string, reseller: string) => string
  }
  /** Words of a count, for languages whose words change with it. */
  readonly days: (count: number) => string
}

const of = (details: FaultDetails, name: string): string => String(details[name] ?? '')

export const en: Text = {
  faults: {
    invalidInput: (d) => `The input is not valid: ${d.field}.`,
    notAuthenticated: () => 'Access denied: the token is not valid for this service. Get a new one and try again.',
    tokenMissing: () => 'The partner token is missing. Send it in the header "Authorization: Bearer <token>".',
    roleNotAllowed: (d) => `Your role does not allow this. One of these roles is needed: ${d.roles}.`,
    userRequired: () => 'This operation needs a signed-in user; an application alone may not do it.',
    notFound: (d) => `There is nothing at ${d.path}. Check the method and the path.`,
    unexpected: (d) =>
      `Something went wrong on our side. Quote the correlation id ${d.correlationId} when you ask for help.`,
    customerNotFound: (d) => `Customer ${d.customerId} is not on your customer list.`,
    customerUserNotFound: (d) => `There is no user ${d.userId} of this customer.`,
    countryOutsideRegion: (d) =>
      `You can't sell to customers in ${d.country}: it is not in the sales region of your own country, ${d.partnerCountry}. What such a customer has already can still be reduced, suspended and ended.`,
    countryNotServed: (d) =>
      `${d.field}: ${d.country} belongs to no sales region, so no partner can be enrolled there.`,
    delegatedAdminMissing: (d) =>
      `You have no delegated admin privileges for customer ${d.customerId}; its users are managed by the customer itself.`,
    userPrincipalNameTaken: (d) => `${d.field}: another user of the customer has this name. Choose another one.`,
    roleMemberNotFound: (d) => `User ${d.userId} does not have the role ${d.roleId}.`,
    directoryRoleNotFound: (d) => `There is no directory role ${d.roleId}.`,
    registrationNumberMissing: (d) =>
      `companyProfile.organizationRegistrationNumber is required for customers in ${d.country}.`,
    registrationNumberNotSupported: (d) =>
      `companyProfile.organizationRegistrationNumber is not supported for customers in ${d.country}; leave it out.`,
    registrationNumberWrong: (d) =>
      `companyProfile.organizationRegistrationNumber has not the form of a registration number of ${d.country}: ${d.form} (blanks, hyphens, full stops and slashes do not count).`,
    phoneNumberMissing: (d) => `billingProfile.defaultAddress.phoneNumber is required for customers in ${d.country}.`,
    agreementNotConfirmed: () =>
      'The customer has not accepted the customer agreement yet. Confirm its acceptance with POST /v1/customers/{id}/agreements, then try again.',
    agreementAlreadyConfirmed: () =>
      'The same confirmation, with the same contact, exists already. Change the contact to record another one.',
    partnerNotFound: (d) => `${d.field}: no indirect reseller of yours has the MPN ID ${d.mpnId}.`,
    notAnIndirectReseller: (d) =>
      `${d.field}: the partner with MPN ID ${d.mpnId} is not an active indirect reseller of yours.`,
    ownMpnIdOnRecord: (d) =>
      `${d.field}: ${d.mpnId} is your own MPN ID. Give the indirect reseller's, or leave it out.`,
    programNotActive: () => 'Your partner account is not active. Check its status before you go on.',
    mpnProfileNotFound: (d) => `There is no partner with the MPN ID ${d.mpnId}.`,
    notAProvider: () => 'Only an indirect provider has indirect resellers; your organization is none.',
    agreementStatusOfNobody: () => 'Say whose agreement you ask about: give mpnId or tenantId.',
    agreementStatusOfTwo: () => 'Give either mpnId or tenantId, not both.',
    agreementStatusMpnIdUnknown: (d) => `mpnId: there is no partner with the MPN ID ${d.mpnId}.`,
    agreementStatusTenantUnknown: (d) => `tenantId: there is no partner account of the tenant ${d.tenantId}.`,
    offerNotFound: (d) => `${d.field}: there is no offer ${d.offerId} in ${d.country}.`,
    offerNoLongerSold: (d) => `${d.field}: offer ${d.offerId} is no longer sold.`,
    offerNotEligible: (d) => `${d.field}: the customer needs this qualification for the offer: ${d.qualifications}.`,
    offerLimitReached: (d) =>
      `${d.field}: a customer may have offer ${d.offerId} no more than ${d.limit === 1 ? 'once' : `${d.limit} times`}.`,
    quantityOutOfRange: (d) => `${d.field}: ${d.quantity} is outside the allowed range, ${d.minimum} to ${d.maximum}.`,
    lineItemNumbersWrong: (d) => `The line item numbers must run from 0 to ${d.last}, each once.`,
    billingCycleNotSupported: (d) =>
      `${d.field}: billing cycle ${d.billingCycle} is not supported for this offer. Use one of: ${d.supported}.`,
    addOnNeedsParent: (d) =>
      `${d.field}: an add-on needs exactly one active subscription to one of its base offers. Name it, or order it together with one.`,
    etagStale: (d) =>
      `${d.field}: somebody has changed this since you read it. Read it again, then repeat your change.`,
    subscriptionDeleted: () => 'A deleted subscription cannot be changed.',
    statusChangeNotAllowed: (d) => `${d.field}: a subscription cannot be changed from ${d.from} to ${d.to}.`,
    parentInactive: (d) =>
      `The add-on cannot be activated while its base subscription ${d.subscriptionId} is not active. Activate that first.`,
    billingCycleNotChangeable: (d) =>
      `${d.field}: the billing cycle is ${d.billingCycle} and cannot be changed on a subscription.`,
    suspendedNotChangeable: () => 'A suspended subscription can only be activated. Activate it first, then change it.',
    quantityWhileSuspended: (d) =>
      `${d.field}: the quantity cannot be changed while the subscription is suspended. Activate it first.`,
    quantityNotAllowed: (d) => `${d.field}: ${d.quantity} is outside the allowed range, ${d.minimum} to ${d.maximum}.`,
    subscriptionsActive: (d) =>
      `Active subscriptions of the customer: ${d.count}. Suspend them first; in a sandbox account you can cancel their orders instead.`,
    cartNotFound: (d) => `There is no cart ${d.cartId} of this customer, or it has expired.`,
    cartOrdered: () => 'The cart was ordered already; fill a new one.',
    cartHasErrors: (d) => `${d.field} of the cart has an error: ${d.problem}. Change the cart, then check out again.`,
    upgradeNotAvailable: (d) =>
      `${d.field}: the subscription cannot be upgraded to offer ${d.offerId} now (${d.reasons}). List its upgrades to see why.`,
    conversionNotAvailable: (d) =>
      `${d.field}: the subscription cannot be converted to offer ${d.offerId}. List its conversions to see what it can become.`,
    orderNotCancellable: () =>
      'An order can be cancelled in a sandbox account only. Suspend its subscriptions instead (PATCH of the subscription).',
    cycleChangeNotAllowed: (d) => `${d.field}: offer ${d.offerId} of this order cannot be billed ${d.billingCycle}.`,
    supportContactNotAllowed: (d) => `${d.field} is neither you nor an active indirect reseller of yours.`,
    orderNotFound: (d) => `There is no order ${d.orderId} of this customer.`,
    subscriptionNotFound: (d) => `There is no subscription ${d.subscriptionId} of this customer.`,
    requestIdReused: () => 'This MS-RequestId was used before with another body. Send a new MS-RequestId.',
    domainTaken: () =>
      'companyProfile.domain is or was taken; a domain is given only once. If the organization exists already, request a relationship with it instead: GET customers/relationshiprequests gives the link to send. Else choose another domain.',
    registrationNumberTaken: () =>
      'A customer with this organizationRegistrationNumber exists already. Request a relationship with it instead.',
    busy: () => 'Others are changing the same thing right now. Nothing was changed; try again in a few seconds.',
    tooManyRequests: (d) => `Rate limit is exceeded. Try again in ${d.seconds} seconds.`,
    notAvailableInCloud: (d) => `This is not available in the cloud "${d.cloud}".`,
    partnerNotEnrolled: () =>
      'Your organization is not enrolled here yet. A Global admin can enrol it with POST /v1/partners.',
    partnerKindNotAllowed: (d) => `Your kind of partner cannot do this. It is for: ${d.kinds}.`,
    associatedPartnerNotActive: () =>
      'associatedPartnerId is not an indirect reseller with which you have an active partnership.',
    identityUnavailable: () => 'Signing in is not possible right now. Try again in a few seconds.',
    serviceNotSetUp: () =>
      'This service is not set up correctly, so nothing was done. Try again in a few minutes; if it goes on, tell its operator.',
    bodyTooLarge: (d) => `The body is larger than ${d.maximum} characters.`,
    tooMuchAtOnce: () =>
      'This changes more at once than can be changed in one step. Change some of what hangs on it by itself first: suspend add-ons one by one, for example.',
    underMaintenance: () =>
      'This service is being worked on: everything can be read, and nothing can be changed for some minutes. Try again later.',
    encodingNotSupported: (d) =>
      `Bodies in ${d.encoding} are not taken. Send UTF-8, plain or compressed by gzip, deflate or br.`,
    agreementTypeNotInForce: (d) =>
      `${d.field}: ${d.type} can be accepted from ${d.from}${d.to ? ` to ${d.to}` : ''} only.`,
    agreementDateInFuture: (d) => `${d.field}: ${d.date} lies in the future.`,
    agreementTemplateMismatch: (d) => `${d.field}: the template of ${d.type} is ${d.templateId}.`,
    partnerAlreadyEnrolled: () => 'Your organization is enrolled already.',
    mpnIdTaken: () => 'mpnId: this MPN location ID belongs to another organization. Check the number.',
    partnerAgreementNotAccepted: () => 'acceptPartnerAgreement: accept the Microsoft Partner Agreement to enrol.',
    partnershipRequestNotFound: (d) => `There is no partnership request ${d.requestId}.`,
    partnershipRequestStateWrong: (d) =>
      `The partnership request is ${d.state}; this can be done only while it is: ${d.allowed}.`,
    invitationLinkMissing: () =>
      'body: the invitation link must stay in the text, whole and unchanged. Write {link} where it shall stand.',
    invitationUnknown: () => 'This invitation link is not known. Check that you have copied the whole link.',
    invitationReplaced: () => 'A newer invitation was sent to you. Please use the link in the newest mail.',
    invitationExpired: () => 'This invitation has expired. Ask the sender for a new one.',
    invitationRevoked: () => 'The sender has taken this invitation back.',
    invitationDeclined: () => 'This invitation was declined. Ask the sender for a new one if that was a mistake.',
    invitationUsed: () => 'This invitation has been accepted already.',
    invitationOwn: () => 'You cannot accept an invitation of your own organization. Sign in as the reseller.',
    acceptanceNotTicked: () => 'Please tick the box to confirm that you authorize the indirect provider.',
    regionMismatch: (d) =>
      `Partners and customers work together within one sales region only, and ${d.country} and ${d.providerCountry} are not in the same one.`,
    formRejected: () => 'The form did not come from this page. Open the invitation link again and repeat.',
    signInFailed: () => 'Signing in did not work. Open the invitation link again and repeat.',
    signInRequired: () => 'Your sign-in has ended. Open the invitation link and sign in again.',
    productNotFound: (d) => `There is no product ${d.productId} in this market, or the customer cannot have it.`,
    skuNotFound: (d) => `Product ${d.productId} has no sku ${d.skuId} in this market.`,
    availabilityNotFound: (d) =>
      `Sku ${d.skuId} of product ${d.productId} has no availability ${d.availabilityId} in this market.`,
    offerIsProduct: (d) =>
      `${d.field}: ${d.offerId} is a product of newer commerce. Ask for it with GET /v1/products/{id}.`,
    catalogItemIdMissing: (d) => `${d.field} is required: it says what is wanted, as in product:sku:availability.`,
    termNotSupported: (d) =>
      `${d.field}: the term ${d.asked} is not offered for this item. Use one of: ${d.supported}.`,
    termNotShortened: (d) => `${d.field}: a term is made longer only, not shorter (from ${d.from} to ${d.to}).`,
    trialTermFixed: (d) => `${d.field}: a trial keeps its term. Convert it to a paid subscription instead.`,
    quantityNotDecreasable: (d) =>
      `${d.field}: licences can be given back for some days after their purchase only; now ${d.possible} of them can.`,
    cancellationTooLate: (d) =>
      `${d.field}: the subscription could be cancelled until ${d.until}. Switch off its renewal instead.`,
    transitionNotAvailable: (d) =>
      `${d.field}: the subscription cannot go over to ${d.catalogItemId} now (${d.reasons}). List its transition eligibilities to see why.`,
    azurePlanRequired: () => 'Only a subscription to an Azure plan has Azure entitlements.',
    sandboxOnly: () => 'This can be done in a sandbox account only.',
    notASandboxProvider: () => 'Only the sandbox account of an indirect provider has sandbox resellers.',
    sandboxResellerHasCustomers: (d) => `The sandbox reseller still has customers: ${d.count}. Delete them first.`,
    sandboxResellersTooMany: (d) => `There can be ${d.maximum} sandbox resellers at most. Delete one first.`,
    sandboxResellerTaken: () => 'mpnId belongs to another organization. Use another one.',
    orderMixed: (d) =>
      `${d.field}: an order holds either licence offers or items of newer commerce. Order them apart, or use a cart.`,
    documentLinkUnknown: () => 'This link to a document is not known. Ask your partner for a new one.',
    documentLinkExpired: () => 'This link to a document was valid for five minutes. Ask your partner for a new one.',
    relationshipLinkUnknown: () => 'This link is not known. Check that you have copied the whole link.',
    relationshipOwn: () => 'This link is for customers. You are signed in for the partner that asks.',
    relationshipNotTicked: () => 'Please tick the box to confirm that you accept the partner.',
    webhooksNotSetUp: (d) =>
      `Webhooks are not set up on this service: its operator has not given the setting ${d.setting}. Ask the operator to do so.`,
    webhookNotRegistered: () => 'You have no webhook. Register one with POST /webhooks/v1/registration.',
    webhookTestNotFound: (d) =>
      `There is no test event ${d.correlationId} of yours, or it is more than seven days old.`,
    partnershipNotFound: (d) => `You have no partnership with the reseller ${d.resellerId}, and never had one.`,
    removalNotConfirmed: (d) =>
      `${d.field}: removing a partnership needs a confirmation. See what stays behind with GET /v1/partnerships/{resellerId}/removal, then send true.`,
    declarationMissing: (d) =>
      `${d.field}: a partnership is removed only with the declaration. Read it with GET /v1/partnerships/{resellerId}/removal; send true if you make it.`,
    declarationOutdated: (d) =>
      `${d.field}: the declaration's current version is ${d.version}. Read it with GET /v1/partnerships/{resellerId}/removal.`,
  },
  problems: {
    required: (f) => `${f} is required.`,
    unknownField: (f, v) => `${f}: unknown: ${of(v, 'names')}.`,
    wrongType: (f, v) => `${f} is of the wrong type${v.expected ? `; expected ${of(v, 'expected')}` : ''}.`,
    tooShort: (f, v) => `${f} is too short${v.minimum ? `; at least ${of(v, 'minimum')}` : ''}.`,
    tooLong: (f, v) => `${f} is too long${v.maximum ? `; at most ${of(v, 'maximum')}` : ''}.`,
    tooSmall: (f, v) => `${f} must be ${of(v, 'minimum')} or more.`,
    tooLarge: (f, v) => `${f} must be ${of(v, 'maximum')} or less.`,
    notWhole: (f) => `${f} must be a whole number.`,
    notOneOf: (f, v) => `${f} must be one of: ${of(v, 'allowed')}.`,
    notAGuid: (f) => `${f} must be a GUID.`,
    notADate: (f) => `${f} must be a date as in 2026-11-20T00:00:00Z.`,
    notATerm: (f) => `${f} must be a duration as in P1M, P1Y or P3Y.`,
    notPlainText: (f) =>
      `${f} holds a control character, a line break or a change of the writing direction where none may be.`,
    notAnEmail: (f) => `${f} must be an e-mail address as in name@example.com.`,
    emailNotAscii: (f) =>
      `${f} must have only letters a to z, digits and signs before the @: mail to other addresses cannot be sent.`,
    emailOfMicrosoft: (f) => `${f} must not be an address of microsoft.com; give the customer's own.`,
    emailOfPartner: (f, v) => `${f} must not be an address of your own domain ${of(v, 'domain')}.`,
    emailIsWebMail: (f) => `${f} must be an address of the organization, not of a free mail service.`,
    notAWebAddress: (f) => `${f} must be a whole https address without user name, password and fragment.`,
    notADomain: (f) =>
      `${f} must be a whole domain as in contoso123.onmicrosoft.com, with up to 27 letters and digits in front.`,
    notACountry: (f) => `${f} must be a two-letter country code as in US (ISO 3166-1; the United Kingdom is GB).`,
    countryFixed: (f, v) =>
      `${f}: the country of a customer is fixed when it is created. Send ${of(v, 'country')}; for an organization in another country create another customer.`,
    domainFixed: (f, v) => `${f}: your organization keeps its domain ${of(v, 'domain')}.`,
    notANameOfAPerson: (f) => `${f} must be a person's name.`,
    notACompanyName: (f) => `${f} must be the legal name of an organization.`,
    notAPostalCode: (f, v) => `${f} is not a postal code of ${of(v, 'country')}.`,
    notAPhoneNumber: (f) => `${f} must be a telephone number: digits, blanks and + ( ) . / - only.`,
    notAState: (f, v) => `${f} is not a state of ${of(v, 'country')}; one of: ${of(v, 'states')}.`,
    notALanguage: (f) => `${f} must be a language as in en.`,
    notACulture: (f) => `${f} must be a culture as in en-US.`,
    notJson: (f) => `${f} is not valid JSON.`,
    notInEncoding: (f, v) =>
      `${f} is not valid ${of(v, 'encoding')}. Send it in UTF-8, or say in Content-Type and Content-Encoding how it is encoded.`,
    notAFilter: (f) => `${f} must be a JSON object with Field, Operator and Value.`,
    filterFieldUnknown: (f, v) => `${f}: cannot filter by ${of(v, 'name')}; use one of: ${of(v, 'allowed')}.`,
    filterOperatorUnknown: (f, v) =>
      `${f}: operator ${of(v, 'name')} is not allowed here; use one of: ${of(v, 'allowed')}.`,
    notAContinuation: (f) => `${f} is not a continuation token of this list. Start again without it.`,
    pastTheEnd: (f) => `${f}: there is nothing more in that direction.`,
    notDigits: (f) => `${f} must be an MPN ID: 5 to 10 digits.`,
    mismatch: (f, v) => `${f} must be ${of(v, 'expected')}.`,
    dateInFuture: (f) => `${f} must not lie in the future.`,
    dateOrder: (f) => `${f} must not be before the start date.`,
    passwordTooSimple: (f) =>
      `${f} must have characters of three of these four kinds: lowercase letters, uppercase letters, digits, symbols.`,
    passwordNotAscii: (f) =>
      `${f} may only have unaccented Latin letters, digits, spaces and the symbols of a US keyboard.`,
    passwordHasName: (f) => `${f} must not contain the user name.`,
    notServed: (f) => `${f} is not supported by this service: leave it out.`,
    notChangeable: (f) => `${f} cannot be changed here.`,
    tooMany: (f, v) => `${f}: ${of(v, 'maximum')} at most.`,
  },
  obstacles: {
    delegatedAdminDisabled: 'You have no delegated admin privileges for this customer.',
    notActive: 'The subscription is not active.',
    addOnsPresent: 'The subscription has add-ons, which cannot move with it.',
    billingCycleNotSupported: 'The offer does not have the billing cycle of the subscription.',
    inCancellationWindow: 'The subscription can still be cancelled; until that time is over it takes no licenses over.',
    termShorter: 'The term of the subscription is shorter than that of the licenses.',
    endsEarlier: 'The subscription ends earlier than the licenses do now.',
  },
  mail: {
    inviteSubject: (provider) => `${provider} asks you for a partnership`,
    inviteBody: (provider) =>
      `Hello,

${provider} would like to work with you as an indirect reseller in the Cloud Solution Provider program.

To authorize ${provider} as your indirect provider, a Global admin of your organization opens this link, signs in and confirms:

{link}

If your organization is not enrolled yet, you can enrol on the way. You can also decline, or ask us a question, on the same page.

Kind regards
${provider}`,
    authorizeButton: 'Open the invitation',
    linkDoesNotWork: 'If the button does not work, copy this address into your browser:',
    reminderSubject: (provider) => `Reminder: ${provider} asks you for a partnership`,
    reminderIntro: (provider, days) =>
      `${provider} has not had your answer yet. The invitation below ends in ${en.days(days)}.`,
    sentBy: (person, provider) =>
      `This invitation was sent to you by ${person} of ${provider}. You can reach them by replying to this mail.`,
    acceptedSubject: (reseller) => `${reseller} has accepted your partnership request`,
    acceptedIntro: (reseller, person, to) =>
      `${person} has accepted the partnership request you sent to ${to}. ${reseller} is now your indirect reseller, and you can add customers for it.`,
    declinedSubject: (to) => `${to} has declined your partnership request`,
    declinedIntro: (to) =>
      `The partnership request you sent to ${to} was declined. Its link no longer works; you can send the request again.`,
    declinedReason: 'The reason given:',
    questionSubject: (from) => `A question about your partnership request, from ${from}`,
    questionIntro: (from, to) => `${from} has a question about the partnership request you sent to ${to}:`,
    questionAnswer: 'Answer by replying to this mail.',
    questionAnswerTo: (from) => `Answer with a new mail to ${from}; a reply to this one would not get there.`,
  },
  page: {
    title: 'Partnership request',
    asks: (provider) => `${provider} asks your organization for a partnership.`,
    validUntil: (date) => `The invitation is valid until ${date}.`,
    meaningHeading: 'What accepting means',
    meaning: [
      (provider) =>
        `${provider} becomes your indirect provider, and each of you appears in the other's list of partners.`,
      (provider) =>
        `${provider} can add customers on your behalf, and submit orders and add subscriptions for your customers.`,
      (provider) =>
        `${provider} gets administrator access to your organization's work account. You can remove it afterwards.`,
      () => 'Your existing customers are not handed over.',
    ],
    signInToAccept: 'Sign in to accept',
    whoMayAccept:
      'A Global admin of an enrolled indirect reseller can accept. Not enrolled yet? You can enrol on the way.',
    signedInAs: (name, company) =>
      company ? `You are signed in as ${name} of ${company}.` : `You are signed in as ${name}.`,
    otherAccount: 'Use another account',
    alreadyPartner: (provider) =>
      `Your organization works with ${provider} already. Accepting this invitation too leaves the partnership as it is.`,
    notEnrolledHeading: 'Enrol your organization',
    notEnrolledIntro: 'Your organization is not enrolled as an indirect reseller yet. Tell us who you are:',
    companyName: 'Company name, as in the company register',
    country: 'Country',
    mpnId: 'MPN location ID',
    mpnIdHint: 'The ID of the Partner Location Account in your country, digits only',
    firstName: 'First name of the primary contact',
    lastName: 'Last name of the primary contact',
    email: 'E-mail address of the primary contact',
    phoneNumber: 'Telephone number',
    optional: 'optional',
    acceptPartnerAgreement: 'On behalf of my organization I accept the Microsoft Partner Agreement.',
    tick: (provider) => `I authorize ${provider} as an indirect provider of my organization.`,
    authorize: 'Authorize indirect provider',
    enrolAndAuthorize: 'Enrol and authorize indirect provider',
    declineHeading: 'Decline',
    declineIntro: (provider) => `${provider} will see that you have declined, and the reason if you give one.`,
    declineReason: 'Reason',
    decline: 'Decline the partnership',
    askHeading: 'Ask a question first',
    askIntro: (provider) => `Your question goes to ${provider} by e-mail; the answer comes to your address.`,
    yourEmail: 'Your e-mail address',
    yourQuestion: 'Your question',
    ask: 'Send the question',
    acceptedHeading: 'The partnership is established',
    accepted: (provider, reseller) => `${provider} is now an indirect provider of ${reseller}.`,
    acceptedNext: 'You can close this page.',
    declinedHeading: 'You have declined',
    declined: (provider) => `${provider} has been told. You can close this page.`,
    askedHeading: 'Your question is on its way',
    asked: (provider) => `${provider} will answer by e-mail. The invitation stays open.`,
    back: 'Back to the invitation',
    whatToDo: 'What you can do',
    languageNames: 'Language',
  },
  relationship: {
    title: 'Reseller relationship',
    asks: (provider) => `${provider} asks your organization for a reseller relationship.`,
    withReseller: (provider, reseller) => `${reseller} looks after you, and ${provider} provides the subscriptions.`,
    meaning: [
      (provider) => `${provider} can order subscriptions for your organization and manage them.`,
      (provider) =>
        `Your organization appears in the list of customers of ${provider}, with the details you give below.`,
      () => 'The relationship lasts until one of you ends it.',
    ],
    delegatedAdmin: (provider) =>
      `${provider} gets delegated admin privileges for your organization. You can remove them afterwards.`,
    whoMayAccept: 'A Global admin of your organization can accept.',
    details: 'Your organization',
    domain: 'Domain, as in contoso123.onmicrosoft.com',
    registrationNumber: 'Registration number, where your country demands one',
    addressLine1: 'Street and number',
    city: 'City',
    state: 'State or province',
    postalCode: 'Postal code',
    tick: (provider) => `On behalf of my organization I accept ${provider} as a reseller.`,
    tickAgreement: 'On behalf of my organization I accept the Microsoft Customer Agreement.',
    readAgreement: 'Read the Microsoft Customer Agreement',
    accept: 'Accept the relationship',
    acceptedHeading: 'The relationship is established',
    accepted: (provider) => `${provider} can work for your organization from now on.`,
  },
  removal: {
    declaration:
      'On behalf of my organization I declare that it removes this partnership in good faith and for a proper business reason, and that it breaks no contract with the customer or the partner by doing so. Should a third party claim otherwise, my organization takes over the defence against that claim, whoever it is raised against.',
    consequences: [
      (reseller) =>
        `Customers that are associated with ${reseller} stay your customers, and their subscriptions go on.`,
      () => 'Delegated admin privileges stay as they are.',
      (reseller) => `${reseller} no longer sees these customers, and cannot be named for new customers and orders.`,
      () => 'Nobody is told of it. Where your contract demands a legal notice of termination, give it yourself.',
    ],
    resellerSubject: (provider) => `${provider} ends the partnership with you`,
    resellerBody: (provider, reseller) =>
      `Hello,

${provider} ends its partnership with ${reseller} as an indirect reseller.

Customers that are associated with you, and their subscriptions, stay with ${provider}. You will no longer see them in your customer list, and ${provider} can no longer add customers or place orders on your behalf. Administrator rights that were given to you or to us are not changed by this.

Please tell us whom we may ask about customers you look after.

Kind regards
${provider}`,
    customerSubject: (reseller) => `A change in your support by ${reseller}`,
    customerBody: (provider, reseller) =>
      `Hello,

so far ${reseller} has looked after you together with ${provider}. The partnership between ${reseller} and ${provider} ends.

Your subscriptions go on unchanged and are still provided by ${provider}. Delegated admin privileges that you have given stay as they are; please check whether you want to keep them.

If you have questions, reply to this message.

Kind regards
${provider}`,
  },
  days: (count) => (count === 1 ? '1 day' : `${count} days`),
}
