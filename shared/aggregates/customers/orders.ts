import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import type { Order, PlacedOrder } from '../../domain/order.ts'
import { commitCustomer, type OpenCustomer } from './customers.ts'

/** Commits a changed order; where nothing was decided it answers with the order as it is. @throws {Conflict} */
export function commitOrder(
  command: Command,
  open: OpenCustomer,
  changed: PlacedOrder | undefined,
  toAnswer: (order?: Order) => Answer,
): Promise<Answer> {
  if (!changed) return Promise.resolve(toAnswer())
  const { order, subscriptions, event } = changed
  return commitCustomer(command, open, { orders: [order], subscriptions, event }, toAnswer(order))
}
