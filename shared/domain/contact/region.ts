/**
 * The regions inside which partners sell and work together, by Partner Center's list of regional authorizations: 15 regions of
 * 242 countries. Some lie where nobody would look: Puerto Rico in Latin America, Réunion in Africa, South Africa with the Middle
 * East. Nobody sells to a country of no region.
 */
const regions: Readonly<Record<string, string>> = {
  africa:
    'AO BJ BW BF BI CM CV CF TD KM CG CD CI DJ GQ ER ET PF GA GM GH GN GW KE LR MG MW ML MU YT NA NC NE NG RE RW ST SN SC SL SO SS SH TZ TG UG ZM',
  'asia-pacific': 'BD BT BN KH HK ID LA MO MY MV MM NP PH SG LK TH TL VN',
  australia: 'AU CX CC CK FJ TF HM KI MH FM NR NU NF PW PG PN SB TK TO TV WF',
  brazil: 'BR',
  canada: 'CA PM',
  china: 'CN',
  europe:
    'AX AD AT BE BV BG HR CY CZ DK EE FO FI FR DE GI GR GL GG HU IS IE IM IT JE LV LI LT LU MT MC NL NO PL PT RO SM SK SI ES SJ SE CH GB VA',
  india: 'IN',
  japan: 'JP',
  korea: 'KR',
  'latin-america':
    'AI AQ AG AR AW BS BB BZ BM BO BQ VG KY CL CO CR CW DM DO EC SV FK GF GD GP GT GY HT HN JM MQ MX MS NI PA PY PE PR BL KN LC MF VC SX GS SR TT TC UY VE VI',
  'middle-east-cee':
    'AF AL DZ AM AZ BH BA IO EG GE IQ IL JO KZ XK KW KG LB LS LY MR MD MN ME MA MZ MK OM PK PS QA SA RS ZA SZ TJ TN TR TM UA AE UZ YE ZW',
  'new-zealand': 'NZ WS VU',
  taiwan: 'TW',
  'united-states': 'US AS GU MP UM',
}

const regionByCountry = new Map(
  Object.entries(regions).flatMap(([region, countries]) => countries.split(' ').map((country) => [country, region])),
)

/** The region of a country; undefined: nobody sells there. */
export function regionOf(country: string): string | undefined {
  return regionByCountry.get(country)
}

/** Whether business between two countries is possible. */
export function isSameRegion(one: string, other: string): boolean {
  const region = regionOf(one)
  return region !== undefined && region === regionOf(other)
}
