interface Kind {
  readonly status: number
  readonly code: number
  /** What a fault of this kind says beside its name: `field` names the input at fault, the rest fills the sentence. */
  readonly details?: readonly string[]
  readonly isRetryable?: true
}

/**
 * Everything a caller can be refused with. Codes below 971000 are Partner Center's own (its published error table);
 * codes from 971000 on are ours. A deterministic refusal is never 405, 406, 408, 412 or 5xx: Partner Center's SDKs repeat those.
 */
export const faults = {
  invalidInput: { status: 400, code: 2000, details: ['field'] },
  notAuthenticated: { status: 401, code: 400 },
  tokenMissing: { status: 401, code: 800001 },
  roleNotAllowed: { status: 403, code: 900150, details: ['roles'] },
  userRequired: { status: 403, code: 900329 },
  notFound: { status: 404, code: 1000, details: ['path'] },
  unexpected: { status: 500, code: 800003, details: ['correlationId'] },

  customerNotFound: { status: 404, code: 60003, details: ['customerId'] },
  customerUserNotFound: { status: 404, code: 60002, details: ['userId'] },
  roleMemberNotFound: { status: 404, code: 60002, details: ['userId', 'roleId'] },
  countryOutsideRegion: { status: 403, code: 2030, details: ['country', 'partnerCountry'] },
  countryNotServed: { status: 403, code: 2030, details: ['field', 'country'] },
  delegatedAdminMissing: { status: 403, code: 2032, details: ['customerId'] },
  registrationNumberMissing: { status: 400, code: 600049, details: ['country'] },
  registrationNumberNotSupported: { status: 400, code: 600002, details: ['country'] },
  registrationNumberWrong: { status: 400, code: 600050, details: ['country', 'form'] },
  phoneNumberMissing: { status: 400, code: 600051, details: ['country'] },

  agreementNotConfirmed: { status: 403, code: 13605 },
  agreementAlreadyConfirmed: { status: 400, code: 600061 },

  partnerNotFound: { status: 404, code: 800015, details: ['field', 'mpnId'] },
  notAnIndirectReseller: { status: 400, code: 800016, details: ['field', 'mpnId'] },
  ownMpnIdOnRecord: { status: 404, code: 2072, details: ['field', 'mpnId'] },
  programNotActive: { status: 403, code: 900149 },
  mpnProfileNotFound: { status: 404, code: 3000, details: ['field', 'mpnId'] },
  notAProvider: { status: 403, code: 1002 },
  agreementStatusOfNobody: { status: 400, code: 2001, details: ['field'] },
  agreementStatusOfTwo: { status: 400, code: 2000, details: ['field'] },
  agreementStatusMpnIdUnknown: { status: 400, code: 2200, details: ['field', 'mpnId'] },
  agreementStatusTenantUnknown: { status: 400, code: 2205, details: ['field', 'tenantId'] },

  offerNotFound: { status: 400, code: 800004, details: ['field', 'offerId', 'country'] },
  offerNoLongerSold: { status: 403, code: 2091, details: ['field', 'offerId'] },
  offerNotEligible: { status: 403, code: 2085, details: ['field', 'qualifications'] },
  offerLimitReached: { status: 400, code: 27006, details: ['field', 'offerId', 'limit'] },
  quantityOutOfRange: { status: 400, code: 900275, details: ['field', 'quantity', 'minimum', 'maximum'] },
  lineItemNumbersWrong: { status: 400, code: 800071, details: ['field', 'last'] },
  billingCycleNotSupported: { status: 400, code: 2004, details: ['field', 'billingCycle', 'supported'] },
  addOnNeedsParent: { status: 400, code: 800029, details: ['field'] },
  cartNotFound: { status: 404, code: 800008, details: ['cartId'] },
  cartOrdered: { status: 400, code: 800065 },
  cartHasErrors: { status: 400, code: 800009, details: ['field', 'problem'] },
  upgradeNotAvailable: { status: 400, code: 2006, details: ['field', 'offerId', 'reasons'] },
  conversionNotAvailable: { status: 400, code: 2012, details: ['field', 'offerId'] },
  orderNotCancellable: { status: 403, code: 800019, details: ['field'] },
  cycleChangeNotAllowed: { status: 400, code: 6000, details: ['field', 'billingCycle', 'offerId'] },
  supportContactNotAllowed: { status: 400, code: 971024, details: ['field'] },
  orderNotFound: { status: 404, code: 20000, details: ['orderId'] },
  subscriptionNotFound: { status: 404, code: 20003, details: ['subscriptionId'] },
  etagStale: { status: 400, code: 2055, details: ['field'] },
  subscriptionDeleted: { status: 400, code: 2011 },
  statusChangeNotAllowed: { status: 400, code: 800040, details: ['field', 'from', 'to'] },
  parentInactive: { status: 409, code: 27009, details: ['subscriptionId'] },
  billingCycleNotChangeable: { status: 400, code: 2054, details: ['field', 'billingCycle'] },
  suspendedNotChangeable: { status: 400, code: 800091 },
  quantityWhileSuspended: { status: 400, code: 2001, details: ['field'] },
  quantityNotAllowed: { status: 400, code: 2002, details: ['field', 'quantity', 'minimum', 'maximum'] },

  productNotFound: { status: 404, code: 400013, details: ['productId'] },
  skuNotFound: { status: 404, code: 400018, details: ['productId', 'skuId'] },
  availabilityNotFound: { status: 404, code: 400019, details: ['productId', 'skuId', 'availabilityId'] },
  offerIsProduct: { status: 400, code: 2100, details: ['field', 'offerId'] },
  catalogItemIdMissing: { status: 400, code: 900142, details: ['field'] },
  termNotSupported: { status: 400, code: 800062, details: ['field', 'asked', 'supported'] },
  termNotShortened: { status: 400, code: 800122, details: ['field', 'from', 'to'] },
  trialTermFixed: { status: 400, code: 800107, details: ['field'] },
  quantityNotDecreasable: { status: 400, code: 800090, details: ['field', 'possible'] },
  cancellationTooLate: { status: 400, code: 900117, details: ['field', 'until'] },
  transitionNotAvailable: { status: 400, code: 2006, details: ['field', 'catalogItemId', 'reasons'] },
  azurePlanRequired: { status: 400, code: 900141 },
  sandboxOnly: { status: 403, code: 600006 },
  notASandboxProvider: { status: 401, code: 6002 },
  sandboxResellerHasCustomers: { status: 403, code: 6003, details: ['count'] },
  sandboxResellersTooMany: { status: 403, code: 6004, details: ['maximum'] },
  sandboxResellerTaken: { status: 409, code: 1003, details: ['field'] },

  requestIdReused: { status: 409, code: 971001, details: ['field'] },
  domainTaken: { status: 409, code: 971002 },
  registrationNumberTaken: { status: 409, code: 971003 },
  busy: { status: 503, code: 971004, isRetryable: true, details: ['seconds'] },
  tooManyRequests: { status: 429, code: 971005, isRetryable: true, details: ['seconds'] },
  notAvailableInCloud: { status: 403, code: 971006, details: ['cloud'] },
  partnerNotEnrolled: { status: 403, code: 971007 },
  partnerKindNotAllowed: { status: 403, code: 971008, details: ['kinds'] },
  associatedPartnerNotActive: { status: 400, code: 971009, details: ['field'] },
  identityUnavailable: { status: 503, code: 971010, isRetryable: true, details: ['seconds'] },
  bodyTooLarge: { status: 413, code: 971011, details: ['maximum'] },
  serviceNotSetUp: { status: 503, code: 971012, isRetryable: true, details: ['seconds'] },
  encodingNotSupported: { status: 415, code: 971013, details: ['encoding'] },
  tooMuchAtOnce: { status: 400, code: 971015 },
  underMaintenance: { status: 503, code: 971014, isRetryable: true, details: ['seconds'] },

  agreementTypeNotInForce: { status: 400, code: 971020, details: ['field', 'type', 'from', 'to'] },
  agreementDateInFuture: { status: 400, code: 971021, details: ['field', 'date'] },
  agreementTemplateMismatch: { status: 400, code: 971022, details: ['field', 'type', 'templateId'] },

  subscriptionsActive: { status: 400, code: 971023, details: ['count'] },

  partnerAlreadyEnrolled: { status: 409, code: 971030 },
  mpnIdTaken: { status: 409, code: 971031, details: ['field'] },
  partnerAgreementNotAccepted: { status: 400, code: 971032 },

  partnershipRequestNotFound: { status: 404, code: 971040, details: ['requestId'] },
  partnershipRequestStateWrong: { status: 409, code: 971041, details: ['state', 'allowed'] },
  invitationLinkMissing: { status: 400, code: 971042, details: ['field'] },
  invitationUnknown: { status: 404, code: 971043 },
  invitationReplaced: { status: 410, code: 971044 },
  invitationExpired: { status: 410, code: 971045 },
  invitationRevoked: { status: 410, code: 971046 },
  invitationDeclined: { status: 410, code: 971047 },
  invitationUsed: { status: 409, code: 971048 },
  invitationOwn: { status: 403, code: 971049 },
  acceptanceNotTicked: { status: 400, code: 971050, details: ['field'] },
  regionMismatch: { status: 403, code: 971051, details: ['country', 'providerCountry'] },
  formRejected: { status: 403, code: 971052 },
  signInFailed: { status: 400, code: 971053 },
  signInRequired: { status: 401, code: 971054 },

  partnershipNotFound: { status: 404, code: 971060, details: ['resellerId'] },
  removalNotConfirmed: { status: 400, code: 971061, details: ['field'] },
  declarationMissing: { status: 400, code: 971062, details: ['field'] },
  declarationOutdated: { status: 400, code: 971063, details: ['field', 'version'] },

  userPrincipalNameTaken: { status: 409, code: 971100, details: ['field'] },
  directoryRoleNotFound: { status: 404, code: 971101, details: ['roleId'] },

  orderMixed: { status: 400, code: 971300, details: ['field'] },
  documentLinkUnknown: { status: 404, code: 971301 },
  documentLinkExpired: { status: 410, code: 971302 },
  relationshipLinkUnknown: { status: 404, code: 971303 },
  relationshipOwn: { status: 403, code: 971304 },
  relationshipNotTicked: { status: 400, code: 971305, details: ['field'] },

  webhooksNotSetUp: { status: 403, code: 971200, details: ['setting'] },
  webhookNotRegistered: { status: 404, code: 971201 },
  webhookTestNotFound: { status: 404, code: 971202, details: ['correlationId'] },
} as const satisfies Record<string, Kind>

export type FaultName = keyof typeof faults

/** Details as whoever answers a fault reads them. */
export type FaultDetails = Readonly<Record<string, string | number>>

/** The details that a fault has to be thrown with, and that its sentences can say. */
export type DetailsOf<N extends FaultName> = (typeof faults)[N] extends {
  readonly details: readonly (infer Name extends string)[]
}
  ? Readonly<Record<Name, string | number>>
  : Readonly<Record<never, never>>

type Given<N extends FaultName> = (typeof faults)[N] extends { readonly details: readonly string[] }
  ? [details: DetailsOf<N>, problems?: readonly InputProblem[]]
  : []

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
  'notPlainText',
  'notAnEmail',
  'emailNotAscii',
  'emailOfMicrosoft',
  'emailOfPartner',
  'emailIsWebMail',
  'notADomain',
  'notAWebAddress',
  'notACountry',
  'countryFixed',
  'domainFixed',
  'notANameOfAPerson',
  'notACompanyName',
  'notAPostalCode',
  'notAPhoneNumber',
  'notAState',
  'notALanguage',
  'notACulture',
  'notJson',
  'notInEncoding',
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
  'passwordTooSimple',
  'passwordNotAscii',
  'passwordHasName',
  'notServed',
  'notChangeable',
] as const
export type ProblemName = (typeof problemNames)[number]

/** A refusal: the caller may not do this. Thrown where the rule breaks, answered in one place (shared/http/endpoint.ts). */
export class Fault<N extends FaultName = FaultName> extends Error {
  override readonly name = 'Fault'
  readonly fault: FaultName
  readonly details: FaultDetails
  readonly problems: readonly InputProblem[]

  constructor(fault: N, ...[details, problems = []]: Given<N>) {
    super(fault)
    this.fault = fault
    this.details = details ?? {}
    this.problems = problems
  }
}

/** Refuses one input. @throws {Fault} invalidInput, always. */
export function refuseInput(field: string, problem: ProblemName, values: FaultDetails = {}): never {
  throw new Fault('invalidInput', { field }, [{ field, problem, values }])
}
