import { type Entity, nextStamp, type Properties } from '../table-server/rows.ts'

/** Rows of one kind: what the row of a customer, or of one thing of a customer, holds. */
export type MakeValue = (index: number, part: number) => unknown

const stamp = nextStamp()

/** A row that is made when it is first read: a million customers are keys only. */
export class SeededRow implements Entity {
  readonly stamp = stamp
  readonly #make: MakeValue
  readonly #index: number
  readonly #part: number
  #properties: Properties | undefined

  constructor(make: MakeValue, index: number, part = 0) {
    this.#make = make
    this.#index = index
    this.#part = part
  }

  get properties(): Properties {
    this.#properties ??= { value: JSON.stringify(this.#make(this.#index, this.#part)) }
    return this.#properties
  }
}
