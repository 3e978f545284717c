import { html, type SafeHtml } from './html.ts'
import { tabIcon } from './pages.ts'
import { bodyTable, breakable, propertyTable, type Schema } from './reference-schema.ts'
import { referenceStyle } from './reference-style.ts'

interface Refusals {
  readonly $ref?: string
  readonly description?: string
  readonly content?: Readonly<Record<string, Content>>
}
interface Content {
  readonly schema: Schema
  readonly examples?: Readonly<Record<string, unknown>>
}
interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}
/** @internal */
export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<Record<string, Refusals>>
}

/** As much of OpenAPI as the API's description uses. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly parameters: Readonly<Record<string, Parameter>>
    readonly responses: Readonly<Record<string, Refusals>>
    readonly examples: Readonly<Record<string, { readonly value: Readonly<Record<string, unknown>> }>>
  }
}

type Place = Operation & { readonly path: string; readonly method: string }

/** The whole API on one page, without a script. */
export function referencePage(api: ApiDocument): string {
  const places = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
  )
  const parts = api.tags.map(({ name, description }) => ({
    name,
    description,
    places: places.filter(({ tags }) => tags.includes(name)),
  }))
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${api.info.title}: API reference</title><link rel="icon" href="${tabIcon}"><style>${referenceStyle}</style></head>
<body><header><p>${api.info.title}</p><p><a href="/openapi.json">openapi.json</a></p></header>
<main><h1>API reference</h1><p>${api.info.description}</p>
<nav aria-label="Contents">${parts.map(contentsOf)}<details><summary>Schemas</summary><ul>${Object.keys(
    api.components.schemas,
  ).map((name) => html`<li><a href="#schema-${name}">${breakable(name)}</a></li>`)}</ul></details></nav>
<section aria-labelledby="every-operation"><h2 id="every-operation">Every operation</h2>
<p>Send a token in <code>Authorization: Bearer</code>. Besides its own refusals each operation can answer:</p>
${refusalTable(api, api.components.responses)}
<p>These headers can be sent with it:</p>${propertyTable(Object.values(api.components.parameters).filter(isCommon).map(rowOf), 'Headers')}</section>
${parts.map((part) => html`<section aria-labelledby="${idOf(part.name)}"><h2 id="${idOf(part.name)}">${part.name}</h2><p>${part.description}</p>${part.places.map((place) => operationOf(api, place))}</section>`)}
<section aria-labelledby="schemas"><h2 id="schemas">Schemas</h2>${Object.entries(api.components.schemas).map(
    ([name, schema]) =>
      html`<article id="schema-${name}"><h3>${breakable(name)}</h3>${bodyTable(schema, name)}</article>`,
  )}</section></main></body></html>`.text
}

const idOf = (tag: string): string => `tag-${tag.toLowerCase().replaceAll(' ', '-')}`

function contentsOf({ name, places }: { readonly name: string; readonly places: readonly Place[] }): SafeHtml {
  return html`<details><summary>${name}</summary><ul>${places.map(
    ({ operationId, method, path }) => html`<li><a href="#${operationId}"><b>${method}</b> ${breakable(path)}</a></li>`,
  )}</ul></details>`
}

function operationOf(api: ApiDocument, place: Place): SafeHtml {
  const { operationId, method, path, summary, description, requestBody } = place
  const own = (place.parameters ?? []).map((one) => resolved(api, one)).filter((one) => !isCommon(one))
  const body = requestBody?.content['application/json']
  return html`<article id="${operationId}"><h3><span class="method">${method}</span> <code>${breakable(path)}</code></h3>
<p class="summary">${summary}.</p>${description.split('\n\n').map((paragraph) => html`<p class="soft">${paragraph}</p>`)}
${own.length > 0 && html`<h4>Parameters</h4>${propertyTable(own.map(rowOf), `Parameters of ${operationId}`)}`}
${body && html`<h4>Body</h4>${bodyTable(body.schema, `Body of ${operationId}`)}`}
<h4>Answers</h4>${answersOf(place)}
${refusalsOf(api, place)}</article>`
}

/** Headers that every operation takes are described once. */
const isCommon = ({ name }: Parameter): boolean => ['MS-RequestId', 'MS-CorrelationId', 'X-Locale'].includes(name)

function resolved({ components }: ApiDocument, parameter: Parameter): Parameter {
  return components.parameters[parameter.$ref?.split('/').at(-1) ?? ''] ?? parameter
}

const rowOf = ({ name, required = false, schema, description }: Parameter) => ({
  name,
  isRequired: required,
  schema: { ...schema, ...(description !== undefined && { description }) },
})

const isAnswer = (status: string, { $ref, content }: Refusals): boolean =>
  $ref === undefined && (status < '300' || content === undefined)

function answersOf({ operationId, responses }: Place): SafeHtml {
  const answers = Object.entries(responses).filter(([status, answer]) => isAnswer(status, answer))
  return html`${answers.map(([status, { description, content = {} }]) => {
    const [found] = Object.values(content)
    return html`<p><b>${status}</b> ${description}</p>${found && bodyTable(found.schema, `${status} of ${operationId}`)}`
  })}`
}

function refusalsOf(api: ApiDocument, { responses, operationId }: Place): SafeHtml | false {
  const own = Object.fromEntries(
    Object.entries(responses).filter(([status, answer]) => answer.content && !isAnswer(status, answer)),
  )
  if (Object.keys(own).length === 0) return false
  return html`<details><summary>Refusals</summary>${refusalTable(api, own, operationId)}</details>`
}

function refusalTable(
  api: ApiDocument,
  refusals: Readonly<Record<string, Refusals>>,
  of = 'every operation',
): SafeHtml {
  const byStatus = Object.entries(refusals).sort(([one], [other]) => (one < other ? -1 : 1))
  const rows = byStatus.flatMap(([status, { content = {} }]) =>
    Object.values(content).flatMap(({ examples = {} }) =>
      Object.keys(examples).map((name) => ({
        status: status.slice(-3),
        name,
        value: api.components.examples[name]?.value,
      })),
    ),
  )
  return html`<table aria-label="Refusals of ${of}"><thead><tr><th scope="col">Code</th><th scope="col">When</th></tr></thead><tbody>${rows.map(
    ({ status, name, value }) =>
      html`<tr><th scope="row">${status}${value?.code !== undefined && html` / ${String(value.code)}`}<br><code>${breakable(name)}</code></th><td>${String(value?.description ?? value?.message ?? '')}</td></tr>`,
  )}</tbody></table>`
}
