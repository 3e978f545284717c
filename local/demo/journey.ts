import { acceptAsLuke } from './accepting.ts'
import { createApi } from './api.ts'
import { createBrowser } from './browser.ts'
import { invite, readMail, seeThePartnership } from './inviting.ts'
import { onboardForReseller, onboardOwnCustomer } from './onboarding.ts'
import type { Place } from './scene.ts'
import { lookBack, sell } from './selling.ts'
import type { Story } from './story.ts'

/** The whole journey: a customer of the provider's own, a reseller invited and won, a customer and an order for that reseller. */
export async function travel(place: Place, story: Story): Promise<void> {
  const scene = { ...place, story, api: createApi(place.baseUrl, place.issuer, story), browser: createBrowser(story) }
  await onboardOwnCustomer(scene)
  const invitation = await invite(scene)
  await acceptAsLuke(scene, await readMail(scene, invitation))
  await seeThePartnership(scene, invitation)
  const customer = await onboardForReseller(scene)
  await sell(scene, customer)
  await lookBack(scene, customer)
}
