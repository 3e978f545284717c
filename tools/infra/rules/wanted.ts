import type { SetName } from '../golden.ts'

/** What tools/infra/sets/ asks for, by hand: what comes out must be this. */
export interface Wanted {
  readonly isFlex: boolean
  readonly isPrivate: boolean
  readonly isZoned: boolean
  readonly isProtected: boolean
  readonly isDiagnosed: boolean
  readonly makesMail: boolean
  readonly ownDomain: string | undefined
  readonly storageSku: string
  readonly maximumInstanceCount: number
  readonly instanceMemoryMB: number
  readonly alwaysReady: number
  readonly frontDoorId: string | undefined
  readonly furtherAccounts: readonly string[]
  readonly alertEmail: string | undefined
  readonly dailyCapGb: number
  readonly keyOfficerId: string | undefined
  readonly operatorId: string | undefined
  readonly location: string
  readonly furtherTags: Readonly<Record<string, string>>
}

const plain: Wanted = {
  isFlex: true,
  isPrivate: false,
  isZoned: false,
  isProtected: false,
  isDiagnosed: false,
  makesMail: true,
  ownDomain: undefined,
  storageSku: 'Standard_LRS',
  maximumInstanceCount: 100,
  instanceMemoryMB: 2048,
  alwaysReady: 0,
  frontDoorId: undefined,
  furtherAccounts: [],
  alertEmail: undefined,
  dailyCapGb: 2,
  keyOfficerId: undefined,
  operatorId: undefined,
  location: 'westeurope',
  furtherTags: {},
}

export const wanted: Readonly<Record<SetName, Wanted>> = {
  plain,
  everything: {
    ...plain,
    isPrivate: true,
    isZoned: true,
    isProtected: true,
    isDiagnosed: true,
    ownDomain: 'mail.partners.example',
    storageSku: 'Standard_GZRS',
    maximumInstanceCount: 200,
    instanceMemoryMB: 4096,
    alwaysReady: 2,
    frontDoorId: 'aaaaaaaa-0000-4000-8000-000000000005',
    furtherAccounts: ['b', 'c'],
    alertEmail: 'operators@partners.example',
    dailyCapGb: 5,
    keyOfficerId: 'aaaaaaaa-0000-4000-8000-000000000003',
    operatorId: 'aaaaaaaa-0000-4000-8000-000000000004',
    furtherTags: { costCenter: '4711' },
  },
  government: { ...plain, isFlex: false, isPrivate: true, makesMail: false, location: 'usgovvirginia' },
  premium: { ...plain, isFlex: false, isZoned: true, storageSku: 'Standard_ZRS' },
}
