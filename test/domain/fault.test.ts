import { expect, test } from 'vitest'
import { Fault, type FaultName, faults, refuseInput } from '../../shared/domain/fault.ts'

const names = Object.keys(faults) as FaultName[] // the keys of the table are the names
const repeated = [405, 406, 408, 412]

test.each(names)('%s is answered so that a client repeats it only where that can help', (name) => {
  const row: { readonly status: number; readonly isRetryable?: true } = faults[name]
  const isRepeated = repeated.includes(row.status) || row.status === 429 || row.status > 500

  expect(isRepeated).toBe(row.isRetryable === true)
  expect(row.status >= 400 && row.status < 600).toBe(true)
})

test('a refusal is an error by name, with what its sentence needs', () => {
  const fault = new Fault('cartNotFound', { cartId: 'c1' })

  expect(fault).toMatchObject({
    fault: 'cartNotFound',
    details: { cartId: 'c1' },
    problems: [],
    message: 'cartNotFound',
  })
})

test('one wrong input is refused by its field and the rule that it breaks', () => {
  expect(() => refuseInput('city', 'required')).toThrow(
    expect.objectContaining({
      fault: 'invalidInput',
      details: { field: 'city' },
      problems: [{ field: 'city', problem: 'required', values: {} }],
    }),
  )
})
