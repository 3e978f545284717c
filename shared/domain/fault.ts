/**
 * Everything a caller can be refused with. Codes below 971000 are Partner Center's own (its published error table);
 * codes from 971000 on are ours. A deterministic refusal is never 405, 406, 408, 412 or 5xx: Partner Center's SDKs repeat those.
 */
export const faults = {
  invalidInput: { status: 400, code: 2000 },
  notAuthenticated: { status: 401, code: 400 },
  tokenMissing: { status: 401, code: 800001 },
  roleNotAllowed: { status: 403, code: 900150 },
  userRequired: { status: 403, code: 900329 },
  notFound: { status: 404, code: 1000 },
  unexpected: { status: 500, code: 800003 },

  customerNotFound: { status: 404, code: 60003 },
  customerUserNotFound: { status: 404, code: 60002 },
  delegatedAdminMissing: { status: 403, code: 2032 },
  registrationNumberMissing: { status: 400, code: 600049 },
  registrationNumberNotSupported: { status: 400, code: 600002 },
  phoneNumberMissing: { status: 400, code: 600051 },

  agreementNotConfirmed: { status: 403, code: 13605 },
  agreementAlreadyConfirmed: { status: 400, code: 600061 },

  partnerNotFound: { status: 404, code: 800015 },
  notAnIndirectReseller: { status: 400, code: 800016 },
  ownMpnIdOnRecord: { status: 404, code: 2072 },
  programNotActive: { status: 403, code: 900149 },
  mpnProfileNotFound: { status: 404, code: 3000 },
  notAProvider: { status: 403, code: 1002 },
  agreementStatusOfNobody: { status: 400, code: 2001 },
  agreementStatusOfTwo: { status: 400, code: 2000 },
  agreementStatusMpnIdUnknown: { status: 400, code: 2200 },
  agreementStatusTenantUnknown: { status: 400, code: 2205 },

  offerNotFound: { status: 400, code: 800004 },
  offerNoLongerSold: { status: 403, code: 2091 },
  offerNotEligible: { status: 403, code: 2085 },
  offerLimitReached: { status: 400, code: 27006 },
  quantityOutOfRange: { status: 400, code: 900275 },
  lineItemNumbersWrong: { status: 400, code: 800071 },
  billingCycleNotSupported: { status: 400, code: 800062 },
  addOnNeedsParent: { status: 400, code: 800029 },
  cartNotFound: { status: 404, code: 800008 },
  cartOrdered: { status: 400, code: 800065 },
  cartHasErrors: { status: 400, code: 800009 },
  upgradeNotAvailable: { status: 400, code: 2006 },
  conversionNotAvailable: { status: 400, code: 2012 },
  orderNotCancellable: { status: 403, code: 800019 },
  cycleChangeNotAllowed: { status: 400, code: 6000 },
  supportContactNotAllowed: { status: 400, code: 971024 },
  orderNotFound: { status: 404, code: 20000 },
  subscriptionNotFound: { status: 404, code: 20003 },
  etagStale: { status: 400, code: 2055 },
  subscriptionDeleted: { status: 400, code: 2011 },
  statusChangeNotAllowed: { status: 400, code: 800040 },
  parentInactive: { status: 409, code: 27009 },
  billingCycleNotChangeable: { status: 400, code: 2054 },
  suspendedNotChangeable: { status: 400, code: 800091 },
  quantityWhileSuspended: { status: 400, code: 2001 },
  quantityNotAllowed: { status: 400, code: 2002 },

  productNotFound: { status: 404, code: 400013 },
  skuNotFound: { status: 404, code: 400018 },
  availabilityNotFound: { status: 404, code: 400019 },
  offerIsProduct: { status: 400, code: 2100 },
  catalogItemIdMissing: { status: 400, code: 900142 },
  termNotSupported: { status: 400, code: 800062 },
  quantityNotDecreasable: { status: 400, code: 800090 },
  cancellationTooLate: { status: 400, code: 900117 },
  transitionNotAvailable: { status: 400, code: 2006 },
  azurePlanRequired: { status: 400, code: 900141 },
  sandboxOnly: { status: 403, code: 600006 },
  notASandboxProvider: { status: 401, code: 6002 },
  sandboxResellerHasCustomers: { status: 403, code: 6003 },
  sandboxResellersTooMany: { status: 403, code: 6004 },
  sandboxResellerTaken: { status: 409, code: 1003 },

  requestIdReused: { status: 409, code: 971001 },
  domainTaken: { status: 409, code: 971002 },
  busy: { status: 503, code: 971004, isRetryable: true },
  tooManyRequests: { status: 429, code: 971005, isRetryable: true },
  notAvailableInCloud: { status: 403, code: 971006 },
  partnerNotEnrolled: { status: 403, code: 971007 },
  partnerKindNotAllowed: { status: 403, code: 971008 },
  associatedPartnerNotActive: { status: 400, code: 971009 },
  identityUnavailable: { status: 503, code: 971010, isRetryable: true },
  bodyTooLarge: { status: 413, code: 971011 },

  agreementTypeNotInForce: { status: 400, code: 971020 },
  agreementDateInFuture: { status: 400, code: 971021 },
  agreementTemplateMismatch: { status: 400, code: 971022 },

  subscriptionsActive: { status: 400, code: 971023 },

  partnerAlreadyEnrolled: { status: 409, code: 971030 },
  mpnIdTaken: { status: 409, code: 971031 },
  partnerAgreementNotAccepted: { status: 400, code: 971032 },

  partnershipRequestNotFound: { status: 404, code: 971040 },
  partnershipRequestStateWrong: { status: 409, code: 971041 },
  invitationLinkMissing: { status: 400, code: 971042 },
  invitationUnknown: { status: 404, code: 971043 },
  invitationReplaced: { status: 410, code: 971044 },
  invitationExpired: { status: 410, code: 971045 },
  invitationRevoked: { status: 410, code: 971046 },
  invitationDeclined: { status: 410, code: 971047 },
  invitationUsed: { status: 409, code: 971048 },
  invitationOwn: { status: 403, code: 971049 },
  acceptanceNotTicked: { status: 400, code: 971050 },
  regionMismatch: { status: 403, code: 971051 },
  formRejected: { status: 403, code: 971052 },
  signInFailed: { status: 400, code: 971053 },
  signInRequired: { status: 401, code: 971054 },

  partnershipNotFound: { status: 404, code: 971060 },
  removalNotConfirmed: { status: 400, code: 971061 },
  declarationMissing: { status: 400, code: 971062 },
  declarationOutdated: { status: 400, code: 971063 },

  userPrincipalNameTaken: { status: 409, code: 971100 },
  directoryRoleNotFound: { status: 404, code: 971101 },

  orderMixed: { status: 400, code: 971300 },
  documentLinkUnknown: { status: 404, code: 971301 },
  documentLinkExpired: { status: 410, code: 971302 },
  relationshipLinkUnknown: { status: 404, code: 971303 },
  relationshipOwn: { status: 403, code: 971304 },
  relationshipNotTicked: { status: 400, code: 971305 },

  webhooksNotSetUp: { status: 403, code: 971200 },
  webhookNotRegistered: { status: 404, code: 971201 },
  webhookTestNotFound: { status: 404, code: 971202 },
} as const satisfies Record<string, { status: number; code: number; isRetryable?: true }>

export type FaultName = keyof typeof faults

/** What a fault says beside its name: `field` is the documented name of the input at fault, the rest fills the sentence. */
export type FaultDetails = Readonly<Record<string, string | number>>

/** One wrong input: the field as the caller wrote it, which rule it breaks (a key of the text catalogue), and the rule's values. */
export interface InputProblem {
  readonly field: string
  readonly problem: ProblemName
  readonly values?: FaultDetails
}

export const problemNames = [
  'required',
  'unknownField',
  'wrongType',
  'tooShort',
  'tooLong',
  'tooSmall',
  'tooLarge',
  'notWhole',
  'notOneOf',
  'notAGuid',
  'notADate',
  'notATerm',
  'notAnEmail',
  'emailOfMicrosoft',
  'emailOfPartner',
  'emailIsWebMail',
  'notADomain',
  'notAWebAddress',
  'notACountry',
  'notANameOfAPerson',
  'notACompanyName',
  'notAPostalCode',
  'notAPhoneNumber',
  'notAState',
  'notALanguage',
  'notACulture',
  'notJson',
  'notAFilter',
  'filterFieldUnknown',
  'filterOperatorUnknown',
  'notAContinuation',
  'pastTheEnd',
  'notDigits',
  'mismatch',
  'dateInFuture',
  'dateOrder',
  'tooMany',
] as const
export type ProblemName = (typeof problemNames)[number]

/** A refusal: the caller may not do this. Thrown where the rule breaks, answered in one place (shared/http/endpoint.ts). */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly fault: FaultName
  readonly details: FaultDetails
  readonly problems: readonly InputProblem[]

  constructor(fault: FaultName, details: FaultDetails = {}, problems: readonly InputProblem[] = []) {
    super(fault)
    this.fault = fault
    this.details = details
    this.problems = problems
  }
}

/** Refuses one input. @throws {Fault} invalidInput, always. */
export function refuseInput(field: string, problem: ProblemName, values: FaultDetails = {}): never {
  throw new Fault('invalidInput', { field }, [{ field, problem, values }])
}
