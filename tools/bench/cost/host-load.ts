import type { Counted } from './counter.ts'

/**
 * What the true Functions host adds to what is counted on this machine, where a stand-in takes its place. Measured once, on host
 * 4.1037 with queue extension 5.3.10 and Node worker 3.9.1, against Azurite on two cores: not in Azure.
 */
export const trueHost = {
  measured: 'host 4.1037, queue extension 5.3.10, Node worker 3.9.1, on two cores, not in Azure',
  /** Of the host's own process, at sixteen calls at once. */
  cpuMilliseconds: { small: 0.5, command: 1.4 },
  /** Two traces of 1.5 kB for each poll of each queue, while nothing happens. */
  logBytesOfPolls: { anHour: 62e6, categories: ['Azure.Core', 'Azure.Core.1'] },
} as const

/** The host's own CPU time for a piece of work; whatever commits is as dear as a create. */
export function hostCpuSeconds({ executions, tableBatches }: Counted): number {
  const { small, command } = trueHost.cpuMilliseconds
  const commands = Math.min(executions, tableBatches)
  return (commands * command + (executions - commands) * small) / 1000
}

/** What the host writes to the log beside the lines that are counted: a request an execution, "Trigger Details" a message. */
export function hostItems({ executions, queueMessages }: Counted): number {
  return executions + queueMessages
}
