import { buildApp } from '../../tools/build.ts'

/** The app of this repository, built once for all test files that start the whole service. */
export async function setup(): Promise<void> {
  await buildApp()
}
