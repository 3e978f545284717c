const currencies: Readonly<Record<string, string>> = {
  ...{
    US: 'USD',
    CA: 'CAD',
    GB: 'GBP',
    CN: 'CNY',
    KR: 'KRW',
    RU: 'RUB',
    MX: 'MXN',
    JP: 'JPY',
    CH: 'CHF',
    IN: 'INR',
    AU: 'AUD',
  },
  ...Object.fromEntries(
    'AT BE DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ').map((country) => [country, 'EUR']),
  ),
}

/** The currency Partner Center bills a country in; the rest of the world is billed in dollars. */
export function currencyOf(country: string): string {
  return currencies[country] ?? 'USD'
}
