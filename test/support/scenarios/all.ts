import { customers } from './customers.ts'
import { invitations } from './invitations.ts'
import { queueSteps } from './queue-steps.ts'
import { resellers } from './resellers.ts'
import { sales } from './sales.ts'
import type { Scenario } from './scenario.ts'
import { timers } from './timers.ts'
import { users } from './users.ts'
import { webhooks } from './webhooks.ts'

const ofCommands = { customers, sales, users, invitations, resellers, webhooks } as const

/** Every scenario, by what it is about. A test of the structure sees to it that no step lacks one, and that each is run. */
export const scenarios = { ...ofCommands, queueSteps, timers } as const

/** What a person or a program asks for. */
export const commands: readonly Scenario[] = Object.values(ofCommands).flat()
