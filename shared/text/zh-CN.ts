import type { FaultDetails } from '../domain/fault.ts'
import type { Text } from './en.ts'

const of = (details: FaultDetails, name: string): string => String(details[name] ?? '')

export const zhCN: Text = {
  faults: {
    invalidInput: (d) => `输入无效：${d.field}。`,
    notAuthenticated: () => '访问被拒绝：该令牌对此服务无效。请获取新令牌后重试。',
    tokenMissing: () => '缺少合作伙伴令牌。请通过标头“Authorization: Bearer <token>”发送令牌。',
    roleNotAllowed: (d) => `您的角色无权执行此操作。需要具有以下角色之一：${d.roles}。`,
    userRequired: () => '此操作需要由已登录的用户执行，不能仅由应用程序执行。',
    notFound: (d) => `在 ${d.path} 处未找到任何内容。请检查请求方法和路径。`,
    unexpected: (d) => `我们的服务出现错误。寻求帮助时，请提供相关 ID ${d.correlationId}。`,
    customerNotFound: (d) => `您的客户列表中没有客户 ${d.customerId}。`,
    customerUserNotFound: (d) => `此客户没有用户 ${d.userId}。`,
    countryOutsideRegion: (d) =>
      `您不能向 ${d.country} 的客户销售：该国家/地区不属于您所在国家/地区（${d.partnerCountry}）的销售区域。此类客户已有的订阅仍可减少、暂停和终止。`,
    countryNotServed: (d) => `${d.field}：${d.country} 不属于任何销售区域，因此无法在该国家/地区注册合作伙伴。`,
    delegatedAdminMissing: (d) => `您没有客户 ${d.customerId} 的委派的管理员权限；该客户的用户由客户自行管理。`,
    userPrincipalNameTaken: (d) => `${d.field}：该客户的其他用户已使用此名称。请选择其他名称。`,
    roleMemberNotFound: (d) => `用户 ${d.userId} 没有角色 ${d.roleId}。`,
    directoryRoleNotFound: (d) => `没有目录角色 ${d.roleId}。`,
    registrationNumberMissing: (d) =>
      `对于位于 ${d.country} 的客户，companyProfile.organizationRegistrationNumber 为必填字段。`,
    registrationNumberNotSupported: (d) =>
      `对于位于 ${d.country} 的客户，不支持 companyProfile.organizationRegistrationNumber 字段；请勿填写。`,
    registrationNumberWrong: (d) =>
      `companyProfile.organizationRegistrationNumber：不符合 ${d.country} 注册号的格式：${d.form}（空格、连字符、句点和斜杠会被忽略）。`,
    phoneNumberMissing: (d) => `对于位于 ${d.country} 的客户，billingProfile.defaultAddress.phoneNumber 为必填字段。`,
    agreementNotConfirmed: () =>
      '客户尚未接受客户协议。请先通过 POST /v1/customers/{id}/agreements 确认客户已接受协议，然后重试。',
    agreementAlreadyConfirmed: () => '联系人相同的同一确认记录已存在。如需另行记录，请更改联系人。',
    partnerNotFound: (d) => `${d.field}：在您的间接经销商中，没有 MPN ID 为 ${d.mpnId} 的合作伙伴。`,
    notAnIndirectReseller: (d) => `${d.field}：MPN ID 为 ${d.mpnId} 的合作伙伴不是您的有效间接经销商。`,
    ownMpnIdOnRecord: (d) => `${d.field}：${d.mpnId} 是您自己的 MPN ID。请填写间接经销商的 MPN ID，或将此项留空。`,
    programNotActive: () => '您的合作伙伴帐户未处于有效状态。请先检查帐户状态，然后再继续。',
    mpnProfileNotFound: (d) => `没有 MPN ID 为 ${d.mpnId} 的合作伙伴。`,
    notAProvider: () => '只有间接提供商才有间接经销商；贵组织不是间接提供商。',
    agreementStatusOfNobody: () => '请指明要查询哪个合作伙伴的协议：填写 mpnId 或 tenantId。',
    agreementStatusOfTwo: () => '请填写 mpnId 或 tenantId 之一，不能同时填写。',
    agreementStatusMpnIdUnknown: (d) => `mpnId：没有 MPN ID 为 ${d.mpnId} 的合作伙伴。`,
    agreementStatusTenantUnknown: (d) => `tenantId：租户 ${d.tenantId} 没有合作伙伴帐户。`,
    offerNotFound: (d) => `${d.field}：在 ${d.country} 没有产品/服务 ${d.offerId}。`,
    offerNoLongerSold: (d) => `${d.field}：产品/服务 ${d.offerId} 已停止销售。`,
    offerNotEligible: (d) => `${d.field}：客户需要具备以下资格才能购买该产品/服务：${d.qualifications}。`,
    offerLimitReached: (d) => `${d.field}：每个客户最多只能购买 ${d.limit} 次产品/服务 ${d.offerId}。`,
    quantityOutOfRange: (d) => `${d.field}：${d.quantity} 超出允许的范围（${d.minimum} 到 ${d.maximum}）。`,
    lineItemNumbersWrong: (d) => `行项目编号必须涵盖从 0 到 ${d.last} 的所有数字，且每个编号只能使用一次。`,
    billingCycleNotSupported: (d) =>
      `${d.field}：该产品/服务不支持计费周期 ${d.billingCycle}。请使用以下选项之一：${d.supported}。`,
    addOnNeedsParent: (d) =>
      `${d.field}：附加产品必须且只能对应其某个基础产品/服务的一个有效订阅。请指定该订阅，或将附加产品与基础产品/服务一同订购。`,
    etagStale: (d) => `${d.field}：自您读取之后，此内容已被他人更改。请重新读取，然后再次进行更改。`,
    subscriptionDeleted: () => '已删除的订阅无法更改。',
    statusChangeNotAllowed: (d) => `${d.field}：订阅的状态不能从 ${d.from} 更改为 ${d.to}。`,
    parentInactive: (d) => `基础订阅 ${d.subscriptionId} 未处于活动状态，因此无法激活附加产品。请先激活基础订阅。`,
    billingCycleNotChangeable: (d) => `${d.field}：当前计费周期为 ${d.billingCycle}，无法在订阅上更改。`,
    suspendedNotChangeable: () => '已暂停的订阅只能激活。请先激活，再进行更改。',
    quantityWhileSuspended: (d) => `${d.field}：订阅暂停期间无法更改数量。请先激活订阅。`,
    quantityNotAllowed: (d) => `${d.field}：${d.quantity} 超出允许范围（${d.minimum} 到 ${d.maximum}）。`,
    subscriptionsActive: (d) =>
      `客户仍有 ${d.count} 个活动订阅。请先暂停这些订阅；在沙盒帐户中，也可以改为取消相应的订单。`,
    cartNotFound: (d) => `此客户没有购物车 ${d.cartId}，或该购物车已过期。`,
    cartOrdered: () => '此购物车已下单，请新建购物车。',
    cartHasErrors: (d) => `购物车中的 ${d.field} 有错误：${d.problem}。请更改购物车，然后重新结帐。`,
    upgradeNotAvailable: (d) =>
      `${d.field}：此订阅目前无法升级到产品/服务 ${d.offerId}（${d.reasons}）。请列出可用的升级以查看原因。`,
    conversionNotAvailable: (d) =>
      `${d.field}：此订阅无法转换为产品/服务 ${d.offerId}。请列出可用的转换，查看可以转换的目标。`,
    orderNotCancellable: () => '订单只能在沙盒帐户中取消。请改为暂停其订阅（对订阅执行 PATCH）。',
    cycleChangeNotAllowed: (d) => `${d.field}：此订单中的产品/服务 ${d.offerId} 不支持计费周期 ${d.billingCycle}。`,
    supportContactNotAllowed: (d) => `${d.field}：既不是您的组织，也不是您的有效间接经销商。`,
    orderNotFound: (d) => `此客户没有订单 ${d.orderId}。`,
    subscriptionNotFound: (d) => `该客户没有订阅 ${d.subscriptionId}。`,
    requestIdReused: () => '此 MS-RequestId 已用于正文不同的请求。请使用新的 MS-RequestId 重新发送。',
    domainTaken: () =>
      'companyProfile.domain：该域名已被占用或曾被使用，每个域名只分配一次。如果该组织已存在，请向其发送关系请求（链接见 GET customers/relationshiprequests）；否则，请选择其他域名。',
    registrationNumberTaken: () => 'organizationRegistrationNumber：已存在使用该注册号的客户。请改为向其发送关系请求。',
    busy: () => '其他用户正在更改同一内容。未作任何更改；请在几秒钟后重试。',
    tooManyRequests: (d) => `已超出请求速率限制。请在 ${d.seconds} 秒后重试。`,
    notAvailableInCloud: (d) => `此功能在云“${d.cloud}”中不可用。`,
    partnerNotEnrolled: () => '贵组织尚未在此注册。全局管理员可以通过 POST /v1/partners 进行注册。',
    partnerKindNotAllowed: (d) => `您的合作伙伴类型无法执行此操作。此操作仅适用于：${d.kinds}。`,
    associatedPartnerNotActive: () => 'associatedPartnerId 不是与您建立了有效合作关系的间接经销商。',
    identityUnavailable: () => '目前无法登录。请在几秒钟后重试。',
    serviceNotSetUp: () => '服务未正确配置，因此未执行任何操作。请在几分钟后重试；如果问题仍然存在，请告知服务运营方。',
    bodyTooLarge: (d) => `正文超过了 ${d.maximum} 个字符的上限。`,
    tooMuchAtOnce: () => '一次更改的内容超出了单个步骤的上限。请先单独更改其中一部分关联项，例如逐个暂停加载项。',
    underMaintenance: () => '服务正在维护：可以读取所有内容，但在几分钟内无法进行任何更改。请稍后重试。',
    encodingNotSupported: (d) =>
      `不接受采用 ${d.encoding} 的正文。请使用 UTF-8 发送，可不压缩，也可使用 gzip、deflate 或 br 压缩。`,
    agreementTypeNotInForce: (d) =>
      d.to
        ? `${d.field}：${d.type} 只能在 ${d.from} 至 ${d.to} 期间接受。`
        : `${d.field}：${d.type} 自 ${d.from} 起才能接受。`,
    agreementDateInFuture: (d) => `${d.field}：${d.date} 是将来的日期。`,
    agreementTemplateMismatch: (d) => `${d.field}：${d.type} 的模板为 ${d.templateId}。`,
    partnerAlreadyEnrolled: () => '贵组织已注册。',
    mpnIdTaken: () => 'mpnId：此 MPN 位置 ID 属于其他组织。请检查该编号。',
    partnerAgreementNotAccepted: () => 'acceptPartnerAgreement：您必须接受 Microsoft 合作伙伴协议才能注册。',
    partnershipRequestNotFound: (d) => `没有合作关系请求 ${d.requestId}。`,
    partnershipRequestStateWrong: (d) =>
      `合作关系请求的当前状态为 ${d.state}；只有在以下状态下才能执行此操作：${d.allowed}。`,
    invitationLinkMissing: () => 'body：邀请链接必须完整且原样保留在正文中。请在链接应出现的位置写入 {link}。',
    invitationUnknown: () => '无法识别此邀请链接。请检查您是否复制了完整的链接。',
    invitationReplaced: () => '已向您发送更新的邀请。请使用最新邮件中的链接。',
    invitationExpired: () => '此邀请已过期。请向发件人索取新的邀请。',
    invitationRevoked: () => '发件人已撤销此邀请。',
    invitationDeclined: () => '此邀请已被拒绝。如果属于误操作，请向发件人索取新的邀请。',
    invitationUsed: () => '此邀请已被接受。',
    invitationOwn: () => '您不能接受自己组织发出的邀请。请以经销商身份登录。',
    acceptanceNotTicked: () => '请勾选复选框，确认您授权该间接提供商。',
    regionMismatch: (d) =>
      `合作伙伴和客户只能在同一销售区域内建立关系，而 ${d.country} 与 ${d.providerCountry} 不属于同一区域。`,
    formRejected: () => '该表单并非来自此页面。请重新打开邀请链接，然后再次操作。',
    signInFailed: () => '登录失败。请重新打开邀请链接，然后再次操作。',
    signInRequired: () => '您的登录已失效。请打开邀请链接并重新登录。',
    productNotFound: (d) => `此市场没有产品 ${d.productId}，或该客户无法购买。`,
    skuNotFound: (d) => `在此市场中，产品 ${d.productId} 没有 SKU ${d.skuId}。`,
    availabilityNotFound: (d) => `在此市场中，产品 ${d.productId} 的 SKU ${d.skuId} 没有可售项 ${d.availabilityId}。`,
    offerIsProduct: (d) => `${d.field}：${d.offerId} 是新商务中的产品。请使用 GET /v1/products/{id} 查询。`,
    catalogItemIdMissing: (d) => `${d.field} 为必填项：请按 product:sku:availability 的形式指明所需项目。`,
    termNotSupported: (d) => `${d.field}：此项目不提供期限 ${d.asked}。请使用以下选项之一：${d.supported}。`,
    termNotShortened: (d) => `${d.field}：期限只能延长，不能缩短（${d.from} → ${d.to}）。`,
    trialTermFixed: (d) => `${d.field}：试用版的期限不能更改，请改为转换成付费订阅。`,
    quantityNotDecreasable: (d) => `${d.field}：许可证只能在购买后的若干天内退回；目前可退回 ${d.possible} 个。`,
    cancellationTooLate: (d) => `${d.field}：此订阅的取消期限为 ${d.until}，现已过期。请改为关闭其续订。`,
    transitionNotAvailable: (d) =>
      `${d.field}：此订阅目前无法转换到 ${d.catalogItemId}（${d.reasons}）。请列出可用的转换以查看原因。`,
    azurePlanRequired: () => '只有 Azure 计划的订阅才有 Azure 权利。',
    sandboxOnly: () => '此操作只能在沙盒帐户中进行。',
    notASandboxProvider: () => '只有间接提供商的沙盒帐户才有沙盒经销商。',
    sandboxResellerHasCustomers: (d) => `该沙盒经销商仍有 ${d.count} 个客户。请先删除这些客户。`,
    sandboxResellersTooMany: (d) => `最多只能有 ${d.maximum} 个沙盒经销商。请先删除一个。`,
    sandboxResellerTaken: () => 'mpnId：此 ID 属于另一组织。请使用其他 ID。',
    orderMixed: (d) => `${d.field}：一个订单只能包含许可证产品/服务或新商务项目中的一种。请分开下单，或使用购物车。`,
    documentLinkUnknown: () => '无法识别此文档链接。请向您的合作伙伴索取新链接。',
    documentLinkExpired: () => '此文档链接的五分钟有效期已过。请向您的合作伙伴索取新链接。',
    relationshipLinkUnknown: () => '无法识别此链接。请检查是否复制了完整的链接。',
    relationshipOwn: () => '此链接供客户使用。您当前以发出请求的合作伙伴身份登录。',
    relationshipNotTicked: () => '请勾选复选框，以确认您接受该合作伙伴。',
    webhooksNotSetUp: (d) => `此服务尚未设置 Webhook：运营方未提供设置 ${d.setting}。请联系运营方进行设置。`,
    webhookNotRegistered: () => '您没有 Webhook。请使用 POST /webhooks/v1/registration 注册一个。',
    webhookTestNotFound: (d) => `没有测试事件 ${d.correlationId}，或者该事件已超过七天。`,
    partnershipNotFound: (d) => `您与经销商 ${d.resellerId} 没有合作关系，过去也没有。`,
    removalNotConfirmed: (d) =>
      `${d.field}：删除合作关系需要确认。请先通过 GET /v1/partnerships/{resellerId}/removal 查看哪些内容会保留，然后发送 true。`,
    declarationMissing: (d) =>
      `${d.field}：只有作出声明才能删除合作关系。请通过 GET /v1/partnerships/{resellerId}/removal 阅读声明；如果您作出该声明，请发送 true。`,
    declarationOutdated: (d) =>
      `${d.field}：声明的当前版本为 ${d.version}。请通过 GET /v1/partnerships/{resellerId}/removal 阅读声明。`,
  },
  problems: {
    required: (f) => `${f}：此项为必填项。`,
    unknownField: (f, v) => `${f}：存在未知字段：${of(v, 'names')}。`,
    wrongType: (f, v) => `${f}：类型不正确${v.expected ? `，应为 ${of(v, 'expected')}` : ''}。`,
    tooShort: (f, v) => `${f}：长度过短${v.minimum ? `，最小长度为 ${of(v, 'minimum')}` : ''}。`,
    tooLong: (f, v) => `${f}：长度过长${v.maximum ? `，最大长度为 ${of(v, 'maximum')}` : ''}。`,
    tooSmall: (f, v) => `${f}：必须大于或等于 ${of(v, 'minimum')}。`,
    tooLarge: (f, v) => `${f}：必须小于或等于 ${of(v, 'maximum')}。`,
    notWhole: (f) => `${f}：必须为整数。`,
    notOneOf: (f, v) => `${f}：必须为以下值之一：${of(v, 'allowed')}。`,
    notAGuid: (f) => `${f}：必须为 GUID。`,
    notADate: (f) => `${f}：必须为日期，格式如 2026-11-20T00:00:00Z。`,
    notATerm: (f) => `${f}：必须是 P1M、P1Y 或 P3Y 这样的期限。`,
    notPlainText: (f) => `${f}：不能包含控制字符、换行符或改变书写方向的字符。`,
    notAnEmail: (f) => `${f}：必须为电子邮件地址，格式如 name@example.com。`,
    emailNotAscii: (f) => `${f}：@ 前面只能使用英文字母、数字和符号；无法向其他地址发送邮件。`,
    emailOfMicrosoft: (f) => `${f}：不能使用 microsoft.com 的地址；请填写客户自己的地址。`,
    emailOfPartner: (f, v) => `${f}：不能使用您自己的域 ${of(v, 'domain')} 中的地址。`,
    emailIsWebMail: (f) => `${f}：必须为组织的电子邮件地址，不能使用免费邮箱。`,
    notAWebAddress: (f) => `${f}：必须为完整的 https 地址，且不得包含用户名、密码和片段。`,
    notADomain: (f) => `${f}：必须为完整的域名，格式如 contoso123.onmicrosoft.com，其前缀最多包含 27 个字母和数字。`,
    notACountry: (f) => `${f}：必须为两个字母的国家/地区代码，例如 US（ISO 3166-1；英国为 GB）。`,
    countryFixed: (f, v) =>
      `${f}：客户的国家/地区在创建时确定，不能更改。请填写 ${of(v, 'country')}；如果组织位于其他国家/地区，请创建另一个客户。`,
    domainFixed: (f, v) => `${f}：贵组织的域名 ${of(v, 'domain')} 不能更改。`,
    notANameOfAPerson: (f) => `${f}：必须为个人姓名。`,
    notACompanyName: (f) => `${f}：必须为组织的法定名称。`,
    notAPostalCode: (f, v) => `${f}：不是 ${of(v, 'country')} 的有效邮政编码。`,
    notAPhoneNumber: (f) => `${f}：必须为电话号码，只能包含数字、空格以及 + ( ) . / - 等字符。`,
    notAState: (f, v) => `${f}：不是 ${of(v, 'country')} 的有效州或省；必须为以下值之一：${of(v, 'states')}。`,
    notALanguage: (f) => `${f}：必须为语言代码，例如 en。`,
    notACulture: (f) => `${f}：必须为区域性代码，例如 en-US。`,
    notJson: (f) => `${f}：不是有效的 JSON。`,
    notInEncoding: (f, v) =>
      `${f}：不是有效的 ${of(v, 'encoding')} 数据。请使用 UTF-8 发送，或在 Content-Type 和 Content-Encoding 中说明所用的编码。`,
    notAFilter: (f) => `${f}：必须为包含 Field、Operator 和 Value 的 JSON 对象。`,
    filterFieldUnknown: (f, v) => `${f}：不能按 ${of(v, 'name')} 筛选；请使用以下字段之一：${of(v, 'allowed')}。`,
    filterOperatorUnknown: (f, v) =>
      `${f}：此处不允许使用运算符 ${of(v, 'name')}；请使用以下运算符之一：${of(v, 'allowed')}。`,
    notAContinuation: (f) => `${f}：不是此列表的延续令牌。请去掉该令牌，从头开始。`,
    pastTheEnd: (f) => `${f}：该方向上没有更多内容。`,
    notDigits: (f) => `${f}：必须为 MPN ID，即 5 到 10 位数字。`,
    mismatch: (f, v) => `${f}：必须为 ${of(v, 'expected')}。`,
    dateInFuture: (f) => `${f}：不能是将来的日期。`,
    dateOrder: (f) => `${f}：不能早于开始日期。`,
    passwordTooSimple: (f) => `${f}：小写字母、大写字母、数字和符号这四类字符中，必须至少包含三类。`,
    passwordNotAscii: (f) => `${f}：只能使用英文字母、数字、空格和键盘上的半角符号。`,
    passwordHasName: (f) => `${f}：不能包含用户名。`,
    notServed: (f) => `${f}：此服务不支持该项，请将其去掉。`,
    notChangeable: (f) => `${f}：无法在此处更改。`,
    tooMany: (f, v) => `${f}：最多 ${of(v, 'maximum')} 个。`,
  },
  obstacles: {
    delegatedAdminDisabled: '您没有此客户的委派的管理员权限。',
    notActive: '该订阅未处于活动状态。',
    addOnsPresent: '该订阅包含加载项，无法随之转移。',
    billingCycleNotSupported: '该产品/服务不支持此订阅的计费周期。',
    inCancellationWindow: '该订阅仍可取消；在取消期限结束之前，无法接收许可证。',
    termShorter: '该订阅的期限短于许可证的当前期限。',
    endsEarlier: '该订阅的结束日期早于许可证的当前结束日期。',
  },
  mail: {
    inviteSubject: (provider) => `${provider} 请求与您建立合作关系`,
    inviteBody: (provider) =>
      `您好！

${provider} 希望在云解决方案提供商 (CSP) 计划中与贵公司合作，由贵公司担任间接经销商。

如需授权 ${provider} 作为贵公司的间接提供商，请贵公司的全局管理员打开以下链接，登录并确认：

{link}

如果贵公司尚未注册，可以在此过程中完成注册。您也可以在同一页面上拒绝邀请或向我们提问。

顺颂商祺！
${provider}`,
    authorizeButton: '打开邀请',
    linkDoesNotWork: '如果该按钮无法使用，请将以下地址复制到浏览器中打开：',
    reminderSubject: (provider) => `提醒：${provider} 请求与您建立合作关系`,
    reminderIntro: (provider, days) => `${provider} 尚未收到您的答复。以下邀请将在 ${zhCN.days(days)}后过期。`,
    sentBy: (person, provider) => `此邀请由 ${provider} 的 ${person} 发送给您。如需联系，请直接回复此邮件。`,
    acceptedSubject: (reseller) => `${reseller} 已接受您的合作关系请求`,
    acceptedIntro: (reseller, person, to) =>
      `${person} 已接受您向 ${to} 发送的合作关系请求。${reseller} 现已成为贵公司的间接经销商，您可以为其添加客户。`,
    declinedSubject: (to) => `${to} 已拒绝您的合作关系请求`,
    declinedIntro: (to) => `您向 ${to} 发送的合作关系请求已被拒绝。其中的链接已失效；您可以再次发送该请求。`,
    declinedReason: '对方给出的理由：',
    questionSubject: (from) => `关于合作关系请求的问题，来自 ${from}`,
    questionIntro: (from, to) => `关于您向 ${to} 发送的合作关系请求，${from} 提出了以下问题：`,
    questionAnswer: '请直接回复此邮件进行答复。',
    questionAnswerTo: (from) => `请另发邮件至 ${from} 进行答复；直接回复此邮件对方将无法收到。`,
  },
  page: {
    title: '合作关系请求',
    asks: (provider) => `${provider} 请求与贵公司建立合作关系。`,
    validUntil: (date) => `此邀请的有效期至 ${date}。`,
    meaningHeading: '接受意味着什么',
    meaning: [
      (provider) => `${provider} 将成为贵公司的间接提供商，双方将出现在对方的合作伙伴列表中。`,
      (provider) => `${provider} 可以代表贵公司添加客户，并为贵公司的客户提交订单和添加订阅。`,
      (provider) => `${provider} 将获得贵公司工作帐户的管理员访问权限。您之后可以取消该权限。`,
      () => '贵公司的现有客户不会被移交。',
    ],
    signInToAccept: '登录以接受',
    whoMayAccept: '已注册的间接经销商的全局管理员可以接受邀请。尚未注册？您可以在此过程中完成注册。',
    signedInAs: (name, company) => (company ? `您已以 ${company} 的 ${name} 身份登录。` : `您已以 ${name} 身份登录。`),
    otherAccount: '使用其他帐户',
    alreadyPartner: (provider) => `贵公司与 ${provider} 已有合作关系。接受此邀请不会改变现有的合作关系。`,
    notEnrolledHeading: '注册您的组织',
    notEnrolledIntro: '贵公司尚未注册为间接经销商。请填写以下信息：',
    companyName: '公司名称（与工商登记一致）',
    country: '国家/地区',
    mpnId: 'MPN 位置 ID',
    mpnIdHint: '您所在国家/地区的合作伙伴位置帐户的 ID，仅限数字',
    firstName: '主要联系人的名字',
    lastName: '主要联系人的姓氏',
    email: '主要联系人的电子邮件地址',
    phoneNumber: '电话号码',
    optional: '可选',
    acceptPartnerAgreement: '我代表我的组织接受 Microsoft 合作伙伴协议。',
    tick: (provider) => `我授权 ${provider} 作为我的组织的间接提供商。`,
    authorize: '授权间接提供商',
    enrolAndAuthorize: '注册并授权间接提供商',
    declineHeading: '拒绝',
    declineIntro: (provider) => `${provider} 将看到您已拒绝；如果您填写了原因，也会一并显示。`,
    declineReason: '原因',
    decline: '拒绝建立合作关系',
    askHeading: '先提出问题',
    askIntro: (provider) => `您的问题将通过电子邮件发送给 ${provider}；对方的答复将发送到您的邮箱。`,
    yourEmail: '您的电子邮件地址',
    yourQuestion: '您的问题',
    ask: '发送问题',
    acceptedHeading: '合作关系已建立',
    accepted: (provider, reseller) => `${provider} 现已成为 ${reseller} 的间接提供商。`,
    acceptedNext: '您可以关闭此页面。',
    declinedHeading: '您已拒绝邀请',
    declined: (provider) => `我们已通知 ${provider}。您可以关闭此页面。`,
    askedHeading: '您的问题已发送',
    asked: (provider) => `${provider} 将通过电子邮件答复您。此邀请仍然有效。`,
    back: '返回邀请',
    whatToDo: '您可以采取的措施',
    languageNames: '语言',
  },
  relationship: {
    title: '经销商关系',
    asks: (provider) => `${provider} 请求与贵组织建立经销商关系。`,
    withReseller: (provider, reseller) => `${reseller} 为您提供支持，${provider} 提供订阅。`,
    meaning: [
      (provider) => `${provider} 可以为贵组织订购和管理订阅。`,
      (provider) => `贵组织将连同您在下面填写的信息一起显示在 ${provider} 的客户列表中。`,
      () => '该关系持续到其中一方终止为止。',
    ],
    delegatedAdmin: (provider) => `${provider} 将获得贵组织的委派的管理员权限。您之后可以删除这些权限。`,
    whoMayAccept: '贵组织的全局管理员可以接受。',
    details: '贵组织的信息',
    domain: '域，例如 contoso123.onmicrosoft.com',
    registrationNumber: '注册号（如果贵国家/地区要求）',
    addressLine1: '街道和门牌号',
    city: '城市',
    state: '省/自治区/直辖市',
    postalCode: '邮政编码',
    tick: (provider) => `我代表本组织接受 ${provider} 作为经销商。`,
    tickAgreement: '我代表本组织接受 Microsoft 客户协议。',
    readAgreement: '阅读 Microsoft 客户协议',
    accept: '接受关系',
    acceptedHeading: '关系已建立',
    accepted: (provider) => `从现在起，${provider} 可以为贵组织服务。`,
  },
  removal: {
    declaration:
      '我代表本组织声明：本组织出于善意和正当的商业理由删除此合作关系，并且此举不违反与客户或合作伙伴签订的任何合同。如有第三方提出相反的主张，无论该主张针对何人，均由本组织负责应对和抗辩。',
    consequences: [
      (reseller) => `与 ${reseller} 关联的客户仍是您的客户，其订阅继续有效。`,
      () => '委派的管理员权限保持不变。',
      (reseller) => `${reseller} 将不再看到这些客户，也不能再为新客户和新订单指定该经销商。`,
      () => '系统不会通知任何人。如果您的合同要求发出合法的终止通知，请您自行发出。',
    ],
    resellerSubject: (provider) => `${provider} 终止与贵公司的合作关系`,
    resellerBody: (provider, reseller) =>
      `您好！

${provider} 终止与间接经销商 ${reseller} 的合作关系。

与贵公司关联的客户及其订阅将保留在 ${provider}。贵公司的客户列表中将不再显示这些客户，${provider} 也不能再代表贵公司添加客户或下订单。已授予贵公司或我方的管理员权限不会因此改变。

请告知我们，就贵公司负责的客户可以联系谁。

顺颂商祺！
${provider}`,
    customerSubject: (reseller) => `${reseller} 为您提供的支持发生变更`,
    customerBody: (provider, reseller) =>
      `您好！

此前由 ${reseller} 与 ${provider} 共同为您服务。${reseller} 与 ${provider} 之间的合作关系即将终止。

您的订阅保持不变，并继续由 ${provider} 提供。您授予的委派的管理员权限也保持不变；请检查是否需要继续保留这些权限。

如有疑问，请回复此邮件。

顺颂商祺！
${provider}`,
  },
  days: (count) => `${count} 天`,
}
