import * as z from 'zod'
import { noContent } from '../../shared/azure/answer.ts'
import { sellers } from '../../shared/azure/contract.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { forgetSetupInfo } from '../../shared/azure/setup-info.ts'
import { CustomerId } from '../../shared/domain/ids.ts'

export const handler = endpoint(
  {
    name: 'confirm-setup-info',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/setupinfo/done',
    summary: 'Say that the temporary password was noted; it is gone from then on',
    roles: sellers,
    params: z.object({ customerId: CustomerId }),
    answers: { 204: 'nothing' },
    faults: [],
  },
  async ({ caller, params }) => {
    await forgetSetupInfo(caller.partnerId, params.customerId)

    return noContent()
  },
)
