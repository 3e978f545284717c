import { describe, expect, test } from 'vitest'
import { nextStep } from '../../infra/key-rotation.ts'

describe('exchanging a key', () => {
  const start = new Date('2026-01-01T00:00:00Z')
  const daysLater = (days: number) => new Date(start.getTime() + days * 86_400_000)
  const ring = (keys: string, step?: string) => ({ keys, step, changedAt: start })

  test('first the new key is accepted and does not sign: instances learn of it one by one', () => {
    expect(nextStep(ring('old'), 'new', 28, start)).toEqual({ step: 'added', keys: 'old,new' })
  })

  test('it signs when every instance has heard of it, not before', () => {
    expect(nextStep(ring('old,new', 'added'), 'x', 28, daysLater(1.9))).toEqual({ notBefore: daysLater(2) })
    expect(nextStep(ring('old,new', 'added'), 'x', 28, daysLater(2))).toEqual({ step: 'promoted', keys: 'new,old' })
  })

  test('the old key goes when all that it signed has run out', () => {
    expect(nextStep(ring('new,old', 'promoted'), 'x', 28, daysLater(29.9))).toEqual({ notBefore: daysLater(30) })
    expect(nextStep(ring('new,old', 'promoted'), 'x', 28, daysLater(30))).toEqual({ step: 'dropped', keys: 'new' })
  })
})
