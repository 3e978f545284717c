import { expect, test } from 'vitest'
import { brokenForm, registrationKey } from '../../../shared/domain/contact/registration-number.ts'

test.for([
  ['AE', '100123456700003', '?!'],
  ['AM', '02557684', '0255768'],
  ['AZ', '1400057421', '14000574'],
  ['BR', '11.222.333/0001-81', '1'],
  ['BR', '12.ABC.345/01DE-35', '12.ABC.345/01DE-3X'],
  ['BY', '190190190', '19019019'],
  ['HU', '12345676-2-42', '1234567'],
  ['IN', 'ABCDE1234F', 'ABCD1234F'],
  ['IN', '27AAPFU0939F1ZV', '27AAPFU0939F1Z'],
  ['IQ', '902345678', '12345'],
  ['KG', '01234567891234', '0123456789123'],
  ['KZ', '971240001315', '97124000131'],
  ['MD', '1003600012345', '100360001234'],
  ['MM', '123456789', '12345678'],
  ['PL', '526-104-08-28', '?!'],
  ['PL', 'PL5261040828', 'PL526104082'],
  ['RU', '7707083893', '770708389'],
  ['SA', '1010101010', '101010101'],
  ['SS', '123456789', '1234567890'],
  ['TH', '0105536000010', '010553600001'],
  ['TJ', '123456789', '12345678'],
  ['TR', '123 456 7890', '123456789'],
  ['UA', '14360570', '1436057'],
  ['UZ', '123456789', '12345678'],
  ['VE', 'J-07013380-5', '07013380-5'],
  ['VN', '0100109106-001', '010010910'],
  ['ZA', '2010/123456/07', '2010/12345'],
] as const)('%s: %s is a registration number and %s is none', ([country, right, wrong]) => {
  expect(brokenForm(country, right)).toBeUndefined()
  expect(brokenForm(country, wrong)).toMatch(/\S/)
})

test.each([
  ['BR', '11.222.333/0001-81', '11222333000181', true],
  ['BR', '12.ABC.345/01DE-35', '12abc34501de35', true],
  ['BR', '11.222.333/0001-81', '11.222.333/0002-62', false],
  ['PL', 'PL5261040828', '526-104-08-28', true],
  ['HU', 'HU12345676', '12345676', true],
  ['IN', 'ABCDE1234F', 'abcde1234f', true],
  ['BY', '190190190', '190190191', false],
] as const)('%s: %s and %s are the same number: %s', (country, one, other, expected) => {
  expect(registrationKey(country, one) === registrationKey(country, other)).toBe(expected)
})

test('two countries may give the same number', () => {
  expect(registrationKey('TJ', '123456789')).not.toBe(registrationKey('MM', '123456789'))
})

test('a country that demands none has no form for it', () => {
  expect(brokenForm('DE', 'whatever 1!')).toBeUndefined()
})
