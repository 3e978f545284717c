import { html, type SafeHtml } from './html.ts'

/** As much of JSON Schema as the API's description uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | false
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** A long name that may be broken where a word of it begins. */
export function breakable(name: string): SafeHtml {
  return html`${name.split(/(?<=[a-z])(?=[A-Z])|(?=[/.])/).map((part, index) => html`${index > 0 && html`<wbr>`}${part}`)}`
}

interface Row {
  readonly name: string
  readonly isRequired: boolean
  readonly schema: Schema
}

/** What a body holds: a link to its schema, a table of its properties, or its type alone. */
export function bodyTable(schema: Schema, label: string): SafeHtml {
  const variants = schema.oneOf ?? schema.anyOf
  if (variants)
    return html`${note(schema)}<p>One of:</p>${variants.map(
      (variant, index) => html`<p><b>${variant.title ?? `${index + 1}`}</b></p>${bodyTable(variant, label)}`,
    )}`
  const rows = rowsOf(schema, '')
  if (rows.length === 0) return html`<p>${typeOf(schema)}</p>${note(schema)}`
  return html`${note(schema)}${propertyTable(rows, label)}`
}

const note = ({ description }: Schema) => description !== undefined && html`<p>${description}</p>`

export function propertyTable(rows: readonly Row[], label: string): SafeHtml {
  return html`<table aria-label="${label}"><thead><tr><th scope="col">Name</th><th scope="col">What it is</th></tr></thead>
<tbody>${rows.map(
    ({ name, isRequired, schema }) =>
      html`<tr><th scope="row"><code>${breakable(name)}</code>${!isRequired && html` <i>optional</i>`}</th><td>${typeOf(schema)}${
        schema.description !== undefined && html`<br>${schema.description}`
      }</td></tr>`,
  )}</tbody></table>`
}

/** Nested properties stand in the same table, under their path. */
function rowsOf({ properties = {}, required = [], items }: Schema, path: string): readonly Row[] {
  if (items && path === '') return rowsOf(items, '[]')
  const prefix = path === '' ? '' : `${path}.`
  return Object.entries(properties).flatMap(([key, schema]) => {
    const name = `${prefix}${key}`
    const row = { name, isRequired: required.includes(key), schema }
    const inner = schema.items ? rowsOf(schema.items, `${name}[]`) : rowsOf(schema, name)
    return [row, ...inner]
  })
}

/** A schema in a few words. */
function typeOf(schema: Schema): SafeHtml {
  const { $ref, items, anyOf, oneOf } = schema
  if ($ref !== undefined) return linkTo($ref)
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`
  if (schema.enum)
    return html`${schema.enum.map((value, index) => html`${index > 0 && ' | '}<code>${String(value)}</code>`)}`
  const variants = anyOf ?? oneOf
  if (variants) return html`${variants.map((variant, index) => html`${index > 0 && ' | '}${typeOf(variant)}`)}`
  if (items) return html`list of ${typeOf(items)}`
  return html`${plainTypeOf(schema)}${limitsOf(schema)}`
}

function linkTo(ref: string): SafeHtml {
  const name = ref.slice(ref.lastIndexOf('/') + 1)
  return html`<a href="#schema-${name}">${breakable(name)}</a>`
}

function plainTypeOf({ type = 'anything', format }: Schema): string {
  const name = typeof type === 'string' ? type : type.join(' or ')
  return format === undefined ? name : `${name} (${format})`
}

function limitsOf({ minimum, maximum, minLength, maxLength, pattern, ...schema }: Schema): SafeHtml {
  const limits = [
    minimum !== undefined && `from ${minimum}`,
    maximum !== undefined && `up to ${maximum}`,
    minLength !== undefined && minLength > 1 && `from ${minLength} characters`,
    maxLength !== undefined && `up to ${maxLength} characters`,
    schema.default !== undefined && `unless given ${JSON.stringify(schema.default)}`,
  ].filter((limit) => limit !== false)
  return html`${limits.length > 0 && `, ${limits.join(', ')}`}${pattern !== undefined && html`, like <code>${pattern}</code>`}`
}
