let aheadMs = 0

// Only reading the time is bent; a date that is made from something stays what it is.
globalThis.Date = new Proxy(Date, {
  construct: (real, given, target) =>
    Reflect.construct(real, given.length === 0 ? [real.now() + aheadMs] : given, target) as Date,
  get: (real, name) => (name === 'now' ? () => real.now() + aheadMs : Reflect.get(real, name)),
})

/** Lets time pass for everything in this process: the steps, the emulator and its queues, the mailbox. Waits for nothing. */
export function passTime(ms: number): void {
  aheadMs += ms
}

export const secondMs = 1_000
export const dayMs = 86_400_000
