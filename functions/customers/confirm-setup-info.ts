import { forgetSetupInfo } from '../../shared/aggregates/customers/setup-info.ts'
import { noContent } from '../../shared/command/answer.ts'
import { sellers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'

export const handler = endpoint(
  {
    name: 'confirm-setup-info',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/setupinfo/done',
    summary: 'Say that the temporary password was noted; it is gone from then on',
    roles: sellers,
    answers: { 204: 'nothing' },
    faults: [],
  },
  async ({ caller, params }) => {
    await forgetSetupInfo(caller.partnerId, params.customerId)

    return noContent()
  },
)
