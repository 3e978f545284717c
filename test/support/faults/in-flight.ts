/**
 * Work that the app waits for besides its calls: connections being made, and the crypto that Node does on other threads. On a
 * busy machine either can take longer than any number of turns of the loop.
 */
let cryptoJobs = 0

const { subtle } = globalThis.crypto

const jobs = ['decrypt', 'deriveBits', 'deriveKey', 'digest', 'encrypt', 'exportKey', 'generateKey'] as const
const moreJobs = ['importKey', 'sign', 'unwrapKey', 'verify', 'wrapKey'] as const

for (const name of [...jobs, ...moreJobs]) countJobs(name)

function countJobs(name: (typeof jobs)[number] | (typeof moreJobs)[number]): void {
  // Each has parameters of its own; they are handed on as they are.
  const plain = subtle[name] as (...args: unknown[]) => Promise<unknown>
  Object.defineProperty(subtle, name, {
    configurable: true,
    writable: true,
    value(...args: unknown[]) {
      cryptoJobs++
      return plain.apply(subtle, args).finally(() => cryptoJobs--)
    },
  })
}

export function isSomethingInFlight(): boolean {
  return cryptoJobs > 0 || process.getActiveResourcesInfo().some((name) => /ConnectWrap|FSReq/.test(name))
}
