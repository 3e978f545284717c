import { putBack } from '../azure/queues.ts'
import { settingsProblem } from '../azure/settings.ts'
import type { QueueName } from '../azure/storage-names.ts'
import { tell } from '../azure/telemetry.ts'
import { Fault } from '../domain/fault.ts'

export const triedAgainAfterSeconds = 30
/** People mend a setting in minutes. */
const heldBackSeconds = 300

/** The settings that are missing or wrong, each with the reason. */
export const settingProblems: readonly string[] = settingsProblem?.problems ?? []

// Once for each instance that starts; the timers go on saying it.
tellWrongSettings()

/** Refuses what cannot be done with the settings that there are. @throws {Fault} serviceNotSetUp */
export function refuseWhileSettingsAreWrong(): void {
  if (settingsProblem) throw new Fault('serviceNotSetUp', { seconds: triedAgainAfterSeconds })
}

/** Puts a message back for later, so that it has all its tries once the settings are right. Says whether it did. */
export async function heldBack(queue: QueueName, entry: unknown): Promise<boolean> {
  if (!settingsProblem) return false
  await putBack(queue, entry, heldBackSeconds)
  return true
}

/** Fails the run of a timer: what rings when timers do not succeed is to ring. @throws {SettingsError} */
export function failWhileSettingsAreWrong(): void {
  tellWrongSettings()
  if (settingsProblem) throw settingsProblem
}

function tellWrongSettings(): void {
  if (settingsProblem) tell('settingsWrong', { problems: settingProblems.join('; ') }, 'error')
}
