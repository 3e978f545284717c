import { changeRequestIfAny } from '../../shared/aggregates/partnerships/partnerships.ts'
import { expireRequest } from '../../shared/domain/partnership-request.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'expire-invitation',
  'End one invitation whose time is over',
  (message, { command, now }) => changeRequestIfAny(command, message, (request) => expireRequest(request, now)),
)
