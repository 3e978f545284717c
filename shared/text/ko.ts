import type { FaultDetails } from '../domain/fault.ts'
import type { Text } from './en.ts'

// Inserted values end in any sound, so no particle that depends on it (을/를, 이/가, 은/는, 와/과, 로/으로) follows one.
const of = (details: FaultDetails, name: string): string => String(details[name] ?? '')

export const ko: Text = {
  faults: {
    invalidInput: (d) => `입력값이 올바르지 않습니다: ${d.field}.`,
    notAuthenticated: () =>
      '액세스가 거부되었습니다: 토큰이 이 서비스에 유효하지 않습니다. 새 토큰을 발급받은 후 다시 시도하십시오.',
    tokenMissing: () => '파트너 토큰이 없습니다. "Authorization: Bearer <token>" 헤더에 토큰을 넣어 보내십시오.',
    roleNotAllowed: (d) => `현재 역할로는 이 작업을 수행할 수 없습니다. 다음 역할 중 하나가 필요합니다: ${d.roles}.`,
    userRequired: () => '이 작업은 로그인한 사용자만 수행할 수 있으며, 애플리케이션 단독으로는 수행할 수 없습니다.',
    notFound: (d) => `다음 경로에서 리소스를 찾을 수 없습니다: ${d.path}. 메서드와 경로를 확인하십시오.`,
    unexpected: (d) =>
      `서비스에서 오류가 발생했습니다. 지원을 요청하실 때 다음 상관 관계 ID를 알려 주십시오: ${d.correlationId}.`,
    customerNotFound: (d) => `고객 목록에 다음 고객이 없습니다: ${d.customerId}.`,
    customerUserNotFound: (d) => `이 고객에게는 다음 사용자가 없습니다: ${d.userId}.`,
    countryOutsideRegion: (d) =>
      `${d.country}의 고객에게는 판매할 수 없습니다. 귀사의 국가(${d.partnerCountry})와 판매 지역이 다릅니다. 이러한 고객이 이미 보유한 구독은 줄이거나 일시 중단하거나 종료할 수 있습니다.`,
    countryNotServed: (d) =>
      `${d.field}: 어느 판매 지역에도 속하지 않는 국가(${d.country})의 파트너는 등록할 수 없습니다.`,
    delegatedAdminMissing: (d) =>
      `다음 고객에 대한 위임된 관리자 권한이 없습니다: ${d.customerId}. 이 고객의 사용자는 고객이 직접 관리합니다.`,
    userPrincipalNameTaken: (d) =>
      `${d.field}: 이 고객의 다른 사용자가 이미 사용 중인 이름입니다. 다른 이름을 선택하십시오.`,
    roleMemberNotFound: (d) => `이 사용자에게는 해당 역할이 없습니다: ${d.userId}, ${d.roleId}.`,
    directoryRoleNotFound: (d) => `다음 디렉터리 역할을 찾을 수 없습니다: ${d.roleId}.`,
    registrationNumberMissing: (d) =>
      `${d.country}에 있는 고객의 경우 companyProfile.organizationRegistrationNumber 필드가 필수입니다.`,
    registrationNumberNotSupported: (d) =>
      `${d.country}에 있는 고객의 경우 companyProfile.organizationRegistrationNumber 필드가 지원되지 않습니다. 이 필드를 빼고 보내십시오.`,
    registrationNumberWrong: (d) =>
      `companyProfile.organizationRegistrationNumber: ${d.country}의 등록 번호 형식이 아닙니다. 형식: ${d.form} (공백, 하이픈, 마침표, 슬래시는 무시됩니다).`,
    phoneNumberMissing: (d) =>
      `${d.country}에 있는 고객의 경우 billingProfile.defaultAddress.phoneNumber 필드가 필수입니다.`,
    agreementNotConfirmed: () =>
      '고객이 아직 고객 계약에 동의하지 않았습니다. POST /v1/customers/{id}/agreements 요청으로 동의 사실을 확인한 후 다시 시도하십시오.',
    agreementAlreadyConfirmed: () =>
      '연락처가 같은 동일한 동의 확인이 이미 있습니다. 새로 기록하시려면 연락처를 변경하십시오.',
    partnerNotFound: (d) => `${d.field}: 귀사의 간접 재판매인 중 다음 MPN ID를 사용하는 파트너가 없습니다: ${d.mpnId}.`,
    notAnIndirectReseller: (d) =>
      `${d.field}: MPN ID ${d.mpnId}에 해당하는 파트너는 귀사의 활성 간접 재판매인이 아닙니다.`,
    ownMpnIdOnRecord: (d) =>
      `${d.field}: 입력하신 ${d.mpnId} 값은 귀사의 MPN ID입니다. 간접 재판매인의 MPN ID를 입력하거나 이 필드를 비워 두십시오.`,
    programNotActive: () => '귀사의 파트너 계정이 활성 상태가 아닙니다. 계속하기 전에 계정 상태를 확인하십시오.',
    mpnProfileNotFound: (d) => `다음 MPN ID를 사용하는 파트너를 찾을 수 없습니다: ${d.mpnId}.`,
    notAProvider: () => '간접 재판매인은 간접 공급자에게만 있으며, 귀사는 간접 공급자가 아닙니다.',
    agreementStatusOfNobody: () => '계약 상태를 확인할 파트너를 지정하십시오. mpnId 또는 tenantId 값을 입력하십시오.',
    agreementStatusOfTwo: () => 'mpnId 또는 tenantId 중 하나만 입력하십시오. 둘 다 입력할 수는 없습니다.',
    agreementStatusMpnIdUnknown: (d) => `mpnId: 다음 MPN ID를 사용하는 파트너를 찾을 수 없습니다: ${d.mpnId}.`,
    agreementStatusTenantUnknown: (d) => `tenantId: 다음 테넌트의 파트너 계정을 찾을 수 없습니다: ${d.tenantId}.`,
    offerNotFound: (d) => `${d.field}: ${d.country}에서는 제품 ${d.offerId} 항목을 찾을 수 없습니다.`,
    offerNoLongerSold: (d) => `${d.field}: 다음 제품은 더 이상 판매되지 않습니다: ${d.offerId}.`,
    offerNotEligible: (d) => `${d.field}: 이 제품을 이용하려면 고객에게 다음 자격이 필요합니다: ${d.qualifications}.`,
    offerLimitReached: (d) => `${d.field}: 고객당 제품 ${d.offerId} 구매는 최대 ${d.limit}회까지 가능합니다.`,
    quantityOutOfRange: (d) => `${d.field}: 수량 ${d.quantity}개는 허용 범위(${d.minimum}~${d.maximum})를 벗어납니다.`,
    lineItemNumbersWrong: (d) => `품목 번호는 0부터 ${d.last}까지 빠짐없이 한 번씩만 사용해야 합니다.`,
    billingCycleNotSupported: (d) =>
      `${d.field}: 이 제품에서는 청구 주기 ${d.billingCycle} 옵션이 지원되지 않습니다. 다음 중 하나를 사용하십시오: ${d.supported}.`,
    addOnNeedsParent: (d) =>
      `${d.field}: 추가 기능을 주문하려면 해당 기본 제품 중 하나에 대한 활성 구독이 정확히 하나 필요합니다. 그 구독을 지정하거나 기본 제품과 함께 주문하십시오.`,
    etagStale: (d) => `${d.field}: 읽은 이후에 다른 사용자가 변경했습니다. 다시 읽은 다음 변경을 반복하십시오.`,
    subscriptionDeleted: () => '삭제된 구독은 변경할 수 없습니다.',
    statusChangeNotAllowed: (d) => `${d.field}: 허용되지 않는 구독 상태 변경입니다(${d.from} → ${d.to}).`,
    parentInactive: (d) =>
      `기본 구독이 활성 상태가 아니므로 추가 기능을 활성화할 수 없습니다(기본 구독: ${d.subscriptionId}). 먼저 기본 구독을 활성화하십시오.`,
    billingCycleNotChangeable: (d) => `${d.field}: 구독에서는 청구 주기를 변경할 수 없습니다(현재: ${d.billingCycle}).`,
    suspendedNotChangeable: () => '일시 중단된 구독은 활성화만 할 수 있습니다. 먼저 활성화한 다음 변경하십시오.',
    quantityWhileSuspended: (d) =>
      `${d.field}: 구독이 일시 중단된 동안에는 수량을 변경할 수 없습니다. 먼저 활성화하십시오.`,
    quantityNotAllowed: (d) =>
      `${d.field}: 허용 범위를 벗어난 값입니다(입력: ${d.quantity}, 최소: ${d.minimum}, 최대: ${d.maximum}).`,
    subscriptionsActive: (d) =>
      `고객의 활성 구독 수: ${d.count}. 먼저 구독을 일시 중단하십시오. 샌드박스 계정에서는 주문을 취소하셔도 됩니다.`,
    cartNotFound: (d) => `이 고객에게 해당 카트가 없거나 카트가 만료되었습니다(${d.cartId}).`,
    cartOrdered: () => '이미 주문된 카트입니다. 새 카트를 만드십시오.',
    cartHasErrors: (d) =>
      `카트의 다음 항목에 오류가 있습니다. ${d.field}: ${d.problem}. 카트를 수정한 다음 다시 체크아웃하십시오.`,
    upgradeNotAvailable: (d) =>
      `${d.field}: 지금은 이 구독을 해당 제품으로 업그레이드할 수 없습니다(제품: ${d.offerId}, 이유: ${d.reasons}). 업그레이드 목록에서 이유를 확인하십시오.`,
    conversionNotAvailable: (d) =>
      `${d.field}: 이 구독은 해당 제품으로 전환할 수 없습니다(${d.offerId}). 전환 목록에서 가능한 항목을 확인하십시오.`,
    orderNotCancellable: () =>
      '주문은 샌드박스 계정에서만 취소할 수 있습니다. 대신 구독을 일시 중단하십시오(구독 PATCH).',
    cycleChangeNotAllowed: (d) =>
      `${d.field}: 이 주문의 제품에는 해당 청구 주기를 사용할 수 없습니다(제품: ${d.offerId}, 청구 주기: ${d.billingCycle}).`,
    supportContactNotAllowed: (d) => `${d.field}: 본인 조직도 아니고 활성 간접 재판매인도 아닙니다.`,
    orderNotFound: (d) => `이 고객에게 해당 주문이 없습니다(${d.orderId}).`,
    subscriptionNotFound: (d) => `이 고객에게는 다음 구독이 없습니다: ${d.subscriptionId}.`,
    requestIdReused: () =>
      '이 MS-RequestId 값은 이전에 다른 본문과 함께 사용되었습니다. 새 MS-RequestId 값을 사용하여 보내십시오.',
    domainTaken: () =>
      'companyProfile.domain: 이미 사용 중이거나 사용된 적이 있는 도메인입니다. 도메인은 한 번만 부여됩니다. 이미 있는 조직이라면 관계를 요청하십시오(보낼 링크: GET customers/relationshiprequests). 그렇지 않으면 다른 도메인을 선택하십시오.',
    registrationNumberTaken: () =>
      'organizationRegistrationNumber: 이 등록 번호의 고객이 이미 있습니다. 해당 고객에게 관계를 요청하십시오.',
    busy: () => '현재 다른 사용자가 같은 항목을 변경하고 있습니다. 변경된 내용은 없으니 몇 초 후에 다시 시도하십시오.',
    tooManyRequests: (d) => `요청 한도를 초과했습니다. ${d.seconds}초 후에 다시 시도하십시오.`,
    notAvailableInCloud: (d) => `이 기능은 "${d.cloud}" 클라우드에서 사용할 수 없습니다.`,
    partnerNotEnrolled: () =>
      '귀사는 아직 이곳에 등록되어 있지 않습니다. 전역 관리자가 POST /v1/partners 요청으로 등록할 수 있습니다.',
    partnerKindNotAllowed: (d) =>
      `귀사의 파트너 유형으로는 이 작업을 수행할 수 없습니다. 다음 유형만 수행할 수 있습니다: ${d.kinds}.`,
    associatedPartnerNotActive: () => 'associatedPartnerId: 귀사와 활성 파트너 관계에 있는 간접 재판매인이 아닙니다.',
    identityUnavailable: () => '지금은 로그인할 수 없습니다. 몇 초 후에 다시 시도하십시오.',
    serviceNotSetUp: () =>
      '서비스가 올바르게 설정되지 않아 아무 작업도 수행되지 않았습니다. 몇 분 후에 다시 시도하고, 문제가 계속되면 서비스 운영자에게 알려 주십시오.',
    bodyTooLarge: (d) => `본문이 최대 길이인 ${d.maximum}자를 초과했습니다.`,
    tooMuchAtOnce: () =>
      '한 번에 변경할 수 있는 양을 초과합니다. 연결된 항목 중 일부를 먼저 개별적으로 변경하십시오. 예를 들어 추가 기능을 하나씩 일시 중단할 수 있습니다.',
    underMaintenance: () =>
      '서비스를 점검하고 있습니다. 조회는 가능하지만 몇 분 동안 변경할 수 없습니다. 나중에 다시 시도하십시오.',
    encodingNotSupported: (d) =>
      `${d.encoding} 형식의 본문은 지원되지 않습니다. UTF-8로 보내십시오. 압축은 gzip, deflate, br을 사용할 수 있습니다.`,
    agreementTypeNotInForce: (d) =>
      `${d.field}: 계약 유형 ${d.type}에 동의할 수 있는 기간은 ${d.from}부터${d.to ? ` ${d.to}까지` : ''}입니다.`,
    agreementDateInFuture: (d) => `${d.field}: 다음 날짜는 미래의 날짜입니다: ${d.date}.`,
    agreementTemplateMismatch: (d) => `${d.field}: 계약 유형 ${d.type}의 템플릿은 ${d.templateId}입니다.`,
    partnerAlreadyEnrolled: () => '귀사는 이미 등록되어 있습니다.',
    mpnIdTaken: () => 'mpnId: 이 MPN 위치 ID는 다른 조직의 것입니다. 번호를 확인하십시오.',
    partnerAgreementNotAccepted: () => 'acceptPartnerAgreement: 등록하려면 Microsoft 파트너 계약에 동의하셔야 합니다.',
    partnershipRequestNotFound: (d) => `다음 파트너 관계 요청을 찾을 수 없습니다: ${d.requestId}.`,
    partnershipRequestStateWrong: (d) =>
      `파트너 관계 요청의 현재 상태는 ${d.state}입니다. 이 작업은 다음 상태에서만 수행할 수 있습니다: ${d.allowed}.`,
    invitationLinkMissing: () =>
      'body: 본문에 초대 링크가 온전히, 변경 없이 포함되어 있어야 합니다. 링크를 넣을 위치에 {link} 표시를 입력하십시오.',
    invitationUnknown: () => '알 수 없는 초대 링크입니다. 링크 전체를 복사했는지 확인하십시오.',
    invitationReplaced: () => '더 최근에 보낸 초대가 있습니다. 가장 최근 메일에 있는 링크를 사용하십시오.',
    invitationExpired: () => '이 초대는 만료되었습니다. 보낸 사람에게 새 초대를 요청하십시오.',
    invitationRevoked: () => '보낸 사람이 이 초대를 철회했습니다.',
    invitationDeclined: () => '이 초대는 거절되었습니다. 실수로 거절하신 경우 보낸 사람에게 새 초대를 요청하십시오.',
    invitationUsed: () => '이 초대는 이미 수락되었습니다.',
    invitationOwn: () => '자사에서 보낸 초대는 수락할 수 없습니다. 재판매인 계정으로 로그인하십시오.',
    acceptanceNotTicked: () => '확인란을 선택하여 간접 공급자 승인을 확인해 주십시오.',
    regionMismatch: (d) =>
      `파트너와 고객은 같은 판매 지역 안에서만 관계를 맺을 수 있습니다(판매 지역이 서로 다른 국가: ${d.country}, ${d.providerCountry}).`,
    formRejected: () => '이 페이지에서 보낸 양식이 아닙니다. 초대 링크를 다시 열고 처음부터 진행하십시오.',
    signInFailed: () => '로그인하지 못했습니다. 초대 링크를 다시 열고 처음부터 진행하십시오.',
    signInRequired: () => '로그인 세션이 종료되었습니다. 초대 링크를 열고 다시 로그인하십시오.',
    productNotFound: (d) => `이 시장에 해당 제품이 없거나 고객이 사용할 수 없습니다(${d.productId}).`,
    skuNotFound: (d) => `이 시장의 해당 제품에 이 SKU가 없습니다(제품: ${d.productId}, SKU: ${d.skuId}).`,
    availabilityNotFound: (d) =>
      `이 시장의 해당 SKU에 이 판매 항목이 없습니다(제품: ${d.productId}, SKU: ${d.skuId}, 판매 항목: ${d.availabilityId}).`,
    offerIsProduct: (d) =>
      `${d.field}: 새로운 커머스의 제품입니다(${d.offerId}). GET /v1/products/{id} 요청으로 조회하십시오.`,
    catalogItemIdMissing: (d) =>
      `${d.field}: 필수 항목입니다. 원하는 항목을 product:sku:availability 형식으로 지정하십시오.`,
    termNotSupported: (d) =>
      `${d.field}: 이 항목에서는 해당 약정 기간이 제공되지 않습니다(${d.asked}). 다음 중 하나를 사용하십시오: ${d.supported}.`,
    termNotShortened: (d) => `${d.field}: 약정 기간은 늘릴 수만 있고 줄일 수는 없습니다(${d.from} → ${d.to}).`,
    trialTermFixed: (d) => `${d.field}: 평가판의 약정 기간은 변경할 수 없습니다. 대신 유료 구독으로 전환하십시오.`,
    quantityNotDecreasable: (d) =>
      `${d.field}: 라이선스는 구매 후 며칠 동안만 반환할 수 있습니다. 지금 반환할 수 있는 수: ${d.possible}.`,
    cancellationTooLate: (d) =>
      `${d.field}: 구독을 취소할 수 있는 기한이 지났습니다(${d.until}). 대신 자동 갱신을 끄십시오.`,
    transitionNotAvailable: (d) =>
      `${d.field}: 지금은 이 구독을 해당 항목으로 전환할 수 없습니다(항목: ${d.catalogItemId}, 이유: ${d.reasons}). 전환 가능 목록에서 이유를 확인하십시오.`,
    azurePlanRequired: () => 'Azure 플랜 구독에만 Azure 권한이 있습니다.',
    sandboxOnly: () => '샌드박스 계정에서만 할 수 있는 작업입니다.',
    notASandboxProvider: () => '간접 공급자의 샌드박스 계정에만 샌드박스 재판매인이 있습니다.',
    sandboxResellerHasCustomers: (d) =>
      `샌드박스 재판매인에게 아직 고객이 있습니다(고객 수: ${d.count}). 먼저 고객을 삭제하십시오.`,
    sandboxResellersTooMany: (d) =>
      `샌드박스 재판매인은 최대 ${d.maximum}개까지 둘 수 있습니다. 먼저 하나를 삭제하십시오.`,
    sandboxResellerTaken: () => 'mpnId: 다른 조직에 속한 ID입니다. 다른 ID를 사용하십시오.',
    orderMixed: (d) =>
      `${d.field}: 하나의 주문에는 라이선스 제품과 새로운 커머스 항목 중 한 종류만 담을 수 있습니다. 따로 주문하거나 카트를 사용하십시오.`,
    documentLinkUnknown: () => '알 수 없는 문서 링크입니다. 파트너에게 새 링크를 요청하십시오.',
    documentLinkExpired: () => '문서 링크의 유효 시간 5분이 지났습니다. 파트너에게 새 링크를 요청하십시오.',
    relationshipLinkUnknown: () => '알 수 없는 링크입니다. 링크 전체를 복사했는지 확인하십시오.',
    relationshipOwn: () => '고객을 위한 링크입니다. 현재 요청한 파트너의 계정으로 로그인되어 있습니다.',
    relationshipNotTicked: () => '파트너를 수락한다는 확인란을 선택하십시오.',
    webhooksNotSetUp: (d) =>
      `이 서비스에는 웹후크가 설정되어 있지 않습니다. 운영자가 다음 설정을 지정하지 않았습니다: ${d.setting}. 운영자에게 설정을 요청하십시오.`,
    webhookNotRegistered: () =>
      '등록된 웹후크가 없습니다. POST /webhooks/v1/registration 요청으로 웹후크를 등록하십시오.',
    webhookTestNotFound: (d) => `다음 테스트 이벤트를 찾을 수 없거나 7일이 지났습니다: ${d.correlationId}.`,
    partnershipNotFound: (d) => `다음 재판매인과는 파트너 관계가 없으며, 이전에도 없었습니다: ${d.resellerId}.`,
    removalNotConfirmed: (d) =>
      `${d.field}: 파트너 관계를 제거하려면 확인이 필요합니다. GET /v1/partnerships/{resellerId}/removal 요청으로 무엇이 남는지 살펴본 후 true 값을 보내십시오.`,
    declarationMissing: (d) =>
      `${d.field}: 파트너 관계는 선언을 해야만 제거할 수 있습니다. GET /v1/partnerships/{resellerId}/removal 요청으로 선언문을 읽고, 선언하시려면 true 값을 보내십시오.`,
    declarationOutdated: (d) =>
      `${d.field}: 선언문의 현재 버전은 다음과 같습니다: ${d.version}. GET /v1/partnerships/{resellerId}/removal 요청으로 선언문을 읽으십시오.`,
  },
  problems: {
    required: (f) => `${f}: 필수 입력 항목입니다.`,
    unknownField: (f, v) => `${f}: 알 수 없는 필드가 있습니다: ${of(v, 'names')}.`,
    wrongType: (f, v) =>
      `${f}: 값의 형식이 올바르지 않습니다${v.expected ? `(올바른 형식: ${of(v, 'expected')})` : ''}.`,
    tooShort: (f, v) => `${f}: 너무 짧습니다${v.minimum ? `(최소 길이: ${of(v, 'minimum')})` : ''}.`,
    tooLong: (f, v) => `${f}: 너무 깁니다${v.maximum ? `(최대 길이: ${of(v, 'maximum')})` : ''}.`,
    tooSmall: (f, v) => `${f}: ${of(v, 'minimum')} 이상이어야 합니다.`,
    tooLarge: (f, v) => `${f}: ${of(v, 'maximum')} 이하여야 합니다.`,
    notWhole: (f) => `${f}: 정수여야 합니다.`,
    notOneOf: (f, v) => `${f}: 다음 중 하나여야 합니다: ${of(v, 'allowed')}.`,
    notAGuid: (f) => `${f}: GUID 형식이어야 합니다.`,
    notADate: (f) => `${f}: 2026-11-20T00:00:00Z와 같은 형식의 날짜여야 합니다.`,
    notATerm: (f) => `${f}: P1M, P1Y, P3Y와 같은 기간이어야 합니다.`,
    notPlainText: (f) => `${f}: 제어 문자, 줄 바꿈 또는 쓰기 방향 변경 문자는 사용할 수 없습니다.`,
    notAnEmail: (f) => `${f}: name@example.com과 같은 형식의 이메일 주소여야 합니다.`,
    emailNotAscii: (f) =>
      `${f}: @ 앞에는 영문자, 숫자, 기호만 사용할 수 있습니다. 그 밖의 주소로는 메일을 보낼 수 없습니다.`,
    emailOfMicrosoft: (f) => `${f}: microsoft.com 주소는 사용할 수 없습니다. 고객의 이메일 주소를 입력하십시오.`,
    emailOfPartner: (f, v) => `${f}: 귀사의 도메인(${of(v, 'domain')})에 속한 주소는 사용할 수 없습니다.`,
    emailIsWebMail: (f) => `${f}: 무료 메일 서비스가 아닌 조직의 이메일 주소여야 합니다.`,
    notAWebAddress: (f) => `${f}: 사용자 이름, 암호 및 조각이 없는 전체 https 주소여야 합니다.`,
    notADomain: (f) =>
      `${f}: contoso123.onmicrosoft.com과 같은 전체 도메인이어야 하며, 앞부분에는 영문자와 숫자를 최대 27자까지 사용할 수 있습니다.`,
    notACountry: (f) => `${f}: US와 같은 두 글자 국가 코드여야 합니다(ISO 3166-1, 영국은 GB).`,
    countryFixed: (f, v) =>
      `${f}: 고객의 국가는 고객을 만들 때 정해지며 변경할 수 없습니다. 정해진 국가 코드(${of(v, 'country')})를 그대로 보내십시오. 다른 국가의 조직은 새 고객으로 만드십시오.`,
    domainFixed: (f, v) => `${f}: 조직의 도메인(${of(v, 'domain')})은 변경할 수 없습니다.`,
    notANameOfAPerson: (f) => `${f}: 사람의 이름이어야 합니다.`,
    notACompanyName: (f) => `${f}: 조직의 법적 명칭이어야 합니다.`,
    notAPostalCode: (f, v) => `${f}: ${of(v, 'country')}에서 사용하는 우편 번호가 아닙니다.`,
    notAPhoneNumber: (f) => `${f}: 전화번호여야 합니다. 숫자, 공백 및 + ( ) . / - 문자만 사용할 수 있습니다.`,
    notAState: (f, v) =>
      `${f}: ${of(v, 'country')}의 시/도(주)가 아닙니다. 다음 중 하나를 사용하십시오: ${of(v, 'states')}.`,
    notALanguage: (f) => `${f}: en과 같은 언어 코드여야 합니다.`,
    notACulture: (f) => `${f}: en-US와 같은 문화권 코드여야 합니다.`,
    notJson: (f) => `${f}: 올바른 JSON이 아닙니다.`,
    notInEncoding: (f, v) =>
      `${f}: 올바른 ${of(v, 'encoding')} 형식이 아닙니다. UTF-8로 보내거나, 사용한 인코딩을 Content-Type과 Content-Encoding에 명시하십시오.`,
    notAFilter: (f) => `${f}: Field, Operator, Value가 포함된 JSON 개체여야 합니다.`,
    filterFieldUnknown: (f, v) =>
      `${f}: ${of(v, 'name')} 기준으로는 필터링할 수 없습니다. 다음 중 하나를 사용하십시오: ${of(v, 'allowed')}.`,
    filterOperatorUnknown: (f, v) =>
      `${f}: 여기서는 ${of(v, 'name')} 연산자를 사용할 수 없습니다. 다음 중 하나를 사용하십시오: ${of(v, 'allowed')}.`,
    notAContinuation: (f) => `${f}: 이 목록의 연속 토큰이 아닙니다. 토큰 없이 처음부터 다시 시작하십시오.`,
    pastTheEnd: (f) => `${f}: 그 방향으로는 더 이상 항목이 없습니다.`,
    notDigits: (f) => `${f}: 5~10자리 숫자로 된 MPN ID여야 합니다.`,
    mismatch: (f, v) => `${f}: 값이 다음과 같아야 합니다: ${of(v, 'expected')}.`,
    dateInFuture: (f) => `${f}: 미래의 날짜는 사용할 수 없습니다.`,
    dateOrder: (f) => `${f}: 시작 날짜보다 빠를 수 없습니다.`,
    passwordTooSimple: (f) => `${f}: 영문 소문자, 영문 대문자, 숫자, 기호 중 세 종류 이상을 포함해야 합니다.`,
    passwordNotAscii: (f) => `${f}: 영문자, 숫자, 공백과 키보드의 기본 기호만 사용할 수 있습니다.`,
    passwordHasName: (f) => `${f}: 사용자 이름을 포함할 수 없습니다.`,
    notServed: (f) => `${f}: 이 서비스에서는 지원하지 않는 항목입니다. 빼고 다시 요청하세요.`,
    notChangeable: (f) => `${f}: 여기에서는 변경할 수 없습니다.`,
    tooMany: (f, v) => `${f}: 최대 ${of(v, 'maximum')}개까지 허용됩니다.`,
  },
  obstacles: {
    delegatedAdminDisabled: '이 고객에 대한 위임된 관리자 권한이 없습니다.',
    notActive: '구독이 활성 상태가 아닙니다.',
    addOnsPresent: '구독에 추가 기능이 있어 함께 옮길 수 없습니다.',
    billingCycleNotSupported: '해당 제품에서는 이 구독의 청구 주기를 지원하지 않습니다.',
    inCancellationWindow:
      '아직 취소할 수 있는 구독이므로 취소 가능 기간이 끝날 때까지 라이선스를 넘겨받을 수 없습니다.',
    termShorter: '구독 기간이 라이선스의 현재 기간보다 짧습니다.',
    endsEarlier: '구독이 라이선스의 현재 종료일보다 먼저 끝납니다.',
  },
  mail: {
    inviteSubject: (provider) => `${provider}에서 파트너 관계를 요청합니다`,
    inviteBody: (provider) =>
      `안녕하십니까?

${provider}에서 클라우드 솔루션 공급자(CSP) 프로그램의 간접 재판매인으로 귀사를 모시고 함께 협력하고자 합니다.

${provider}의 간접 공급자 지정을 승인하시려면, 귀사의 전역 관리자가 아래 링크를 열고 로그인하여 확인해 주시기 바랍니다.

{link}

귀사가 아직 등록되어 있지 않은 경우 이 과정에서 함께 등록하실 수 있습니다. 같은 페이지에서 요청을 거절하거나 저희에게 문의하실 수도 있습니다.

감사합니다.
${provider} 드림`,
    authorizeButton: '초대 열기',
    linkDoesNotWork: '단추가 작동하지 않으면 다음 주소를 복사하여 브라우저에 붙여 넣으십시오.',
    reminderSubject: (provider) => `알림: ${provider}에서 파트너 관계를 요청합니다`,
    reminderIntro: (provider, days) =>
      `${provider}에서 아직 귀사의 답변을 받지 못했습니다. 아래 초대는 ${ko.days(days)} 후에 만료됩니다.`,
    sentBy: (person, provider) =>
      `${provider}의 ${person} 님이 보낸 초대입니다. 이 메일에 회신하시면 담당자에게 전달됩니다.`,
    acceptedSubject: (reseller) => `파트너 관계 요청 수락: ${reseller}`,
    acceptedIntro: (reseller, person, to) =>
      `${to} 주소로 보내신 파트너 관계 요청을 ${person} 님이 수락하셨습니다. 이제 ${reseller}에서 귀사의 간접 재판매인으로 활동하며, 귀사에서는 이 재판매인의 고객을 추가하실 수 있습니다.`,
    declinedSubject: (to) => `파트너 관계 요청 거절: ${to}`,
    declinedIntro: (to) =>
      `${to} 주소로 보내신 파트너 관계 요청이 거절되었습니다. 링크는 더 이상 작동하지 않으며, 요청을 다시 보내실 수 있습니다.`,
    declinedReason: '상대방이 밝힌 사유:',
    questionSubject: (from) => `파트너 관계 요청에 대한 문의(보낸 사람: ${from})`,
    questionIntro: (from, to) => `${to} 주소로 보내신 파트너 관계 요청에 대해 ${from} 님이 다음과 같이 문의하셨습니다.`,
    questionAnswer: '이 메일에 회신하여 답변해 주십시오.',
    questionAnswerTo: (from) => `이 메일에 회신하면 전달되지 않으니, ${from} 주소로 새 메일을 보내 답변해 주십시오.`,
  },
  page: {
    title: '파트너 관계 요청',
    asks: (provider) => `${provider}에서 귀사에 파트너 관계를 요청합니다.`,
    validUntil: (date) => `이 초대는 ${date}까지 유효합니다.`,
    meaningHeading: '수락하면 달라지는 사항',
    meaning: [
      (provider) => `${provider}에서 귀사의 간접 공급자 역할을 맡게 되며, 양사가 서로의 파트너 목록에 표시됩니다.`,
      (provider) =>
        `${provider}에서 귀사를 대신하여 고객을 추가하고, 귀사의 고객을 위해 주문을 제출하고 구독을 추가할 수 있습니다.`,
      (provider) =>
        `${provider}에 귀사의 회사 계정에 대한 관리자 액세스 권한이 부여됩니다. 이 권한은 나중에 제거하실 수 있습니다.`,
      () => '귀사의 기존 고객은 이관되지 않습니다.',
    ],
    signInToAccept: '로그인하여 수락',
    whoMayAccept:
      '등록된 간접 재판매인의 전역 관리자가 수락할 수 있습니다. 아직 등록하지 않으셨다면 이 과정에서 함께 등록하실 수 있습니다.',
    signedInAs: (name, company) =>
      company ? `${company}의 ${name} 님으로 로그인되어 있습니다.` : `${name} 님으로 로그인되어 있습니다.`,
    otherAccount: '다른 계정 사용',
    alreadyPartner: (provider) =>
      `귀사와 ${provider}의 파트너 관계가 이미 맺어져 있습니다. 이 초대를 수락하셔도 기존 파트너 관계는 그대로 유지됩니다.`,
    notEnrolledHeading: '조직 등록',
    notEnrolledIntro: '귀사는 아직 간접 재판매인으로 등록되어 있지 않습니다. 아래에 귀사의 정보를 입력해 주십시오.',
    companyName: '회사 이름(법인 등기 기준)',
    country: '국가',
    mpnId: 'MPN 위치 ID',
    mpnIdHint: '해당 국가에 있는 파트너 위치 계정의 ID(숫자만 입력)',
    firstName: '기본 연락처의 이름',
    lastName: '기본 연락처의 성',
    email: '기본 연락처의 이메일 주소',
    phoneNumber: '전화번호',
    optional: '선택 사항',
    acceptPartnerAgreement: '본인은 소속 조직을 대표하여 Microsoft 파트너 계약에 동의합니다.',
    tick: (provider) => `본인은 다음 회사를 당사의 간접 공급자로 승인합니다: ${provider}.`,
    authorize: '간접 공급자 승인',
    enrolAndAuthorize: '등록 및 간접 공급자 승인',
    declineHeading: '거절',
    declineIntro: (provider) =>
      `귀사가 거절했다는 사실이 ${provider}에 표시되며, 사유를 입력하신 경우 그 사유도 함께 표시됩니다.`,
    declineReason: '사유',
    decline: '파트너 관계 거절',
    askHeading: '먼저 문의하기',
    askIntro: (provider) =>
      `문의 내용은 ${provider}에 이메일로 전달되며, 답변은 입력하신 이메일 주소로 받으실 수 있습니다.`,
    yourEmail: '이메일 주소',
    yourQuestion: '문의 내용',
    ask: '문의 보내기',
    acceptedHeading: '파트너 관계가 맺어졌습니다',
    accepted: (provider, reseller) => `이제 ${provider}에서 ${reseller}의 간접 공급자 역할을 맡습니다.`,
    acceptedNext: '이 페이지를 닫으셔도 됩니다.',
    declinedHeading: '요청을 거절하셨습니다',
    declined: (provider) => `${provider}에 거절 사실을 알렸습니다. 이 페이지를 닫으셔도 됩니다.`,
    askedHeading: '문의를 보냈습니다',
    asked: (provider) => `${provider}에서 이메일로 답변해 드릴 예정입니다. 초대는 계속 유효합니다.`,
    back: '초대로 돌아가기',
    whatToDo: '해결 방법',
    languageNames: '언어',
  },
  relationship: {
    title: '재판매인 관계',
    asks: (provider) => `${provider}에서 귀사와의 재판매인 관계를 요청합니다.`,
    withReseller: (provider, reseller) => `담당 재판매인: ${reseller}. 구독을 제공하는 공급자: ${provider}.`,
    meaning: [
      (provider) => `${provider}에서 귀사의 구독을 주문하고 관리할 수 있습니다.`,
      (provider) => `귀사가 아래에 입력하는 정보와 함께 ${provider}의 고객 목록에 표시됩니다.`,
      () => '관계는 어느 한쪽이 종료할 때까지 유지됩니다.',
    ],
    delegatedAdmin: (provider) =>
      `${provider}에 귀사에 대한 위임된 관리자 권한이 부여됩니다. 이 권한은 나중에 제거할 수 있습니다.`,
    whoMayAccept: '귀사의 전역 관리자가 수락할 수 있습니다.',
    details: '귀사 정보',
    domain: '도메인(예: contoso123.onmicrosoft.com)',
    registrationNumber: '등록 번호(국가에서 요구하는 경우)',
    addressLine1: '도로명 및 번지',
    city: '시/군/구',
    state: '시/도',
    postalCode: '우편 번호',
    tick: (provider) => `조직을 대표하여 ${provider}의 재판매인 관계 요청을 수락합니다.`,
    tickAgreement: '조직을 대표하여 Microsoft 고객 계약에 동의합니다.',
    readAgreement: 'Microsoft 고객 계약 읽기',
    accept: '관계 수락',
    acceptedHeading: '관계가 설정되었습니다',
    accepted: (provider) => `이제부터 ${provider}에서 귀사를 위해 업무를 수행할 수 있습니다.`,
  },
  removal: {
    declaration:
      '본인은 소속 조직을 대표하여, 소속 조직이 성실하게 그리고 정당한 사업상의 이유로 이 파트너 관계를 제거하며, 이로써 고객 또는 파트너와의 어떠한 계약도 위반하지 않음을 선언합니다. 제3자가 이와 다른 주장을 하는 경우, 그 주장이 누구를 상대로 제기되든 소속 조직이 그에 대한 방어를 맡습니다.',
    consequences: [
      (reseller) => `${reseller}에 연결된 고객은 계속 귀사의 고객이며, 고객의 구독도 그대로 유지됩니다.`,
      () => '위임된 관리자 권한은 변경되지 않습니다.',
      (reseller) =>
        `${reseller} 측에서는 더 이상 이 고객들을 볼 수 없으며, 새 고객과 주문에 이 재판매인을 지정할 수 없습니다.`,
      () =>
        '이 사실은 아무에게도 통지되지 않습니다. 계약에서 계약 종료의 법적 고지를 요구하는 경우 귀사가 직접 고지하십시오.',
    ],
    resellerSubject: (provider) => `${provider}에서 귀사와의 파트너 관계를 종료합니다`,
    resellerBody: (provider, reseller) =>
      `안녕하십니까?

${provider}에서 간접 재판매인 ${reseller} 측과의 파트너 관계를 종료합니다.

귀사에 연결된 고객과 그 구독은 ${provider}에 그대로 남습니다. 앞으로 귀사의 고객 목록에서 이 고객들을 볼 수 없으며, ${provider}에서는 더 이상 귀사를 대신하여 고객을 추가하거나 주문할 수 없습니다. 귀사 또는 당사에 부여된 관리자 권한은 이로 인해 변경되지 않습니다.

귀사가 담당해 온 고객에 대해 누구에게 문의하면 되는지 알려 주시기 바랍니다.

감사합니다.
${provider} 드림`,
    customerSubject: (reseller) => `${reseller}에서 제공하던 지원의 변경 안내`,
    customerBody: (provider, reseller) =>
      `안녕하십니까?

지금까지 ${reseller} 및 ${provider}에서 함께 귀사를 지원해 왔습니다. ${reseller} 및 ${provider} 간의 파트너 관계가 종료됩니다.

귀사의 구독은 변경 없이 유지되며 계속 ${provider}에서 제공합니다. 귀사가 부여한 위임된 관리자 권한은 그대로 유지되므로, 계속 유지할지 확인해 주시기 바랍니다.

궁금한 점이 있으시면 이 메시지에 회신해 주십시오.

감사합니다.
${provider} 드림`,
  },
  days: (count) => `${count}일`,
}
