import { line } from '../line.ts'

const placeholderNames = /^(test|admin|nobody)$/i

// In these one letter is one sound, in all others (Han, Hangul, kana, the scripts of India and South-East Asia) a syllable or
// a word. Hangul has letters too, which are no syllables.
const alphabets =
  'Latin Greek Cyrillic Armenian Georgian Hebrew Arabic Syriac Thaana Nko Tifinagh Mongolian Coptic Gothic Glagolitic Deseret Adlam Osage Samaritan Mandaic'
const jamo = '\\u1100-\\u11ff\\u3130-\\u318f\\ua960-\\ua97f\\ud7b0-\\ud7ff\\uffa0-\\uffdc'
const letterAlone = new RegExp(
  `^[${alphabets.replace(/\w+/g, '\\p{Script_Extensions=$&}')}\\p{N}${jamo}]\\p{M}*$`.replaceAll(' ', ''),
  'u',
)

/** A name of a person is no digits or signs only, and not "test", "admin", "nobody" (Partner Center: validate names). */
function isName(name: string): boolean {
  return /\p{L}/u.test(name) && !placeholderNames.test(name.normalize('NFKC'))
}

const FiftyLetters = line({ min: 1, max: 50 })

/** First or last name, 1–50 characters. One letter of an alphabet is none; one sign of a syllabary is. */
export const PersonName = FiftyLetters.refine(
  (name) => isName(name) && !letterAlone.test(name.normalize('NFC')),
  'notANameOfAPerson',
)

/** As the other names, but an initial is one. */
export const MiddleName = FiftyLetters.refine(isName, 'notANameOfAPerson')

// Digits as East Asian and Arabic keyboards write them, and the blanks and hyphens of word processors.
function plainNumber(given: string): string {
  return given
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/\p{Zs}/gu, ' ')
    .replace(/[\p{Pd}\u2212]/gu, '-')
}

const extension = /(?:,|;)? ?(?:extension|ext\.?|x|#|доб\.?|内線|内线|분기|분번) ?\d{1,7}$/iu

/** The part of a telephone number that is dialled within a company, with the word before it; empty without one. */
export function extensionOf(phoneNumber: string): string {
  return extension.exec(phoneNumber)?.[0] ?? ''
}

function isPhoneNumber(given: string): boolean {
  const number = given.slice(0, given.length - extensionOf(given).length)
  const digits = number.replace(/\D/g, '').length
  return /^\+?[\d ()./-]+$/.test(number) && digits >= 5 && digits <= 15
}

/** 5 to 15 digits in any common way of writing them, and an extension. */
export const PhoneNumber = line({ min: 1, max: 40 }).overwrite(plainNumber).refine(isPhoneNumber, 'notAPhoneNumber')

// Without dots and blanks, in lower case.
const legalForms = new Set(
  [
    'llc lc ltd limited inc incorporated corp corporation co company plc llp lp lllp pllc pc pbc cic cio ltdco coltd',
    'limitedliabilitycompany publiclimitedcompany privatelimitedcompany limitedcompany limitedpartnership limitedliabilitypartnership',
    'pty ptyltd proprietary proprietarylimited pvt pvtltd private privatelimited pte pteltd bhd sdnbhd sdn opc nl unlimited',
    'gmbh ggmbh mbh ag kg kgaa ohg gbr ug eg ev ek ekfm ekfr se cokg ughaftungsbeschränkt haftungsbeschränkt partg partgmbb',
    'aktiengesellschaft kommanditgesellschaft gesellschaftmitbeschränkterhaftung offenehandelsgesellschaft',
    'sa sas sasu sarl sàrl eurl sci snc scs sca scop sel selarl gie sociétéanonyme sprl bvba vof cv cvba asbl vzw',
    'srl spa sapa srls sas sncdi snc ss soccoop sl slu sau slne scl cb scp sadecv  sderldecv sapi sapidecv derl decv eirl spr',
    'ltda limitada eireli mei sociedadeanônima sociedadanónima sociedadlimitada lda unipessoallda sgps ca ccorp cxa',
    'bv nv besloten vennootschap beslotenvennootschap naamlozevennootschap ab hb kb as asa da ans aps is ivs ks oy oyj ky ay hf ehf ohf slf',
    'spzoo spzook spk spj sp zoo sac spółkaakcyjna spółkazograniczonąodpowiedzialnością sro as vos ks doo dd jdoo dooel ad ead ood eood kd scurl',
    'kft rt zrt nyrt bt kkt uab ab mb sia ou oü tü as eu osaühing aktsiaselts epe oe ee ae ike εpe εε οε αε επε ικε',
    'ооо оао зао пао ао нко ип чп тов пат прат ат кт уп чуп одо тоо ооосп мчж ад еад оод еоод дд доо',
    'обществосограниченнойответственностью акционерноеобщество публичноеакционерноеобщество индивидуальныйпредприниматель',
    '株式会社 有限会社 合同会社 合名会社 合資会社 一般社団法人 株 有 合 kk gk yk kabushikikaisha',
    '有限公司 有限责任公司 股份有限公司 公司 集团有限公司 有限責任公司 股份公司 股份 无限公司 有限合伙 合伙企业',
    '주식회사 유한회사 유한책임회사 합자회사 합명회사 주 유',
    'ş aş ltdşti limitedşirketi anonimşirketi şti anonim şirketi koll sti tic san sanveticaş sanvetic',
    'cjsc ojsc pjsc jsc ooo oao zao pao tov pt cv tbk pttbk jscb fzco fze fzc fzllc wll bsc ksc kscc saog saoc qsc spc llcfz',
    'บริษัทจำกัด บริษัท จำกัด บริษัทจำกัดมหาชน มหาชน ห้างหุ้นส่วนจำกัด บจก บมจ côngtytnhh côngtycổphần tnhh ctcp côngty',
    'בעמ שמ ذمم شركة شمم شذمم مم שותפותמוגבלת',
    'scrl sacv sprl saf ltee ltée inc enr senc srlcr sc gp lp trust nonprofit ngo',
  ]
    .join(' ')
    .normalize('NFKC')
    .toLowerCase()
    .split(' '),
)
const joining = new Set(['and', 'und', 'et', 'y', 'e', 'de', 'z', 'o', 'i', 'и', 'mit', 'of', 've'])

function isLegalFormOnly(name: string): boolean {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[.·'"’()[\]«»“”„]/gu, '')
  if (legalForms.has(plain.replace(/[\s,/;-]/gu, ''))) return true
  const words = plain.split(/[\s,/;&+-]+/u).filter(Boolean)
  return words.some((word) => legalForms.has(word)) && words.every((word) => legalForms.has(word) || joining.has(word))
}

function isSpeltOut(name: string): boolean {
  const words = name.split(/\s+/u)
  return words.length > 1 && words.every((word) => letterAlone.test(word.normalize('NFC')))
}

/**
 * The legal name: 2–255 characters, not signs only, not single letters split by blanks, not a lone legal form,
 * not one character over and over (Partner Center: validate names and addresses, 2024).
 */
export const CompanyName = line({ min: 2, max: 255 }).refine(
  (name) => /[\p{L}\p{N}]/u.test(name) && !isLegalFormOnly(name) && !isSpeltOut(name) && !/^(.)\1{2,}$/u.test(name),
  'notACompanyName',
)
