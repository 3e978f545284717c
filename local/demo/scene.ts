import type { TokenClient } from '../issuer/mint-token.ts'
import type { Api } from './api.ts'
import type { Browser } from './browser.ts'
import type { Story } from './story.ts'

/** Where a Twotier runs. */
export interface Place {
  readonly baseUrl: string
  readonly mailboxUrl: string
  readonly issuer: TokenClient
}

/** What every part of the journey works with. */
export interface Scene extends Place {
  readonly story: Story
  readonly api: Api
  readonly browser: Browser
}
