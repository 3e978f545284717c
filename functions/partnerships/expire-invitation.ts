import { changeRequestIfAny } from '../../shared/azure/partnerships.ts'
import { worker } from '../../shared/azure/worker.ts'
import { expireRequest } from '../../shared/domain/partnership-request.ts'

export const handler = worker(
  'expire-invitation',
  'End one invitation whose time is over',
  (message, { command, now }) => changeRequestIfAny(command, message, (request) => expireRequest(request, now)),
)
