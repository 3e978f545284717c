import { eventNames } from '../../../shared/azure/telemetry.ts'
import type { Deployment, Resource } from '../deployment.ts'
import { listOf, textOf } from '../expressions/json.ts'
import { understandQuery } from '../kusto.ts'
import { at, differs, differsAsSet, differsAt, look, ofType, type Problems } from './look.ts'
import { wanted } from './wanted.ts'

const minutes: Readonly<Record<string, number>> = { PT5M: 5, PT15M: 15, PT30M: 30, PT1H: 60 }

/** Every alert: how grave, how often it is looked at, over how long. */
const alerts: Readonly<Record<string, readonly [severity: number, every: string, window: string]>> = {
  'server-errors': [1, 'PT5M', 'PT15M'],
  poison: [1, 'PT5M', 'PT15M'],
  settings: [0, 'PT15M', 'PT30M'],
  mail: [2, 'PT15M', 'PT1H'],
  'queue-age': [2, 'PT15M', 'PT30M'],
  standstill: [0, 'PT15M', 'PT30M'],
}

/** The words that a query of an alert must have: without one it looks for something else. */
const words: Readonly<Record<string, readonly string[]>> = {
  'server-errors': ['requests', 'isnotempty(url)', 'toint(resultCode) >= 500', 'calls >= 20'],
  poison: ['traces', '"Moving message to queue", "-poison"', 'or event == "poisonRedriven"'],
  settings: ['traces', 'event == "settingsWrong"'],
  mail: ['traces', '"mailRefused"', '"mailUndelivered"'],
  'queue-age': ['"Trigger Details:"', 'tries == 1', '> 15m', '!in ("send-partnership-invite", "deliver-webhook")'],
  standstill: ['requests', 'name == "purge-setup-infos" and success == true', 'iff(runs == 0, 1, 0)'],
}

export interface Known {
  /** The names of all steps. */
  readonly steps: readonly string[]
}

const nameOf = ({ name }: Resource): string => name.replace(/^alert-|-[a-z0-9]{13}$/g, '')

function queryProblems(what: string, query: string, { steps }: Known): string[] {
  const events = [...query.matchAll(/event (?:==|in) \(?((?:"\w+"(?:, )?)+)/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/"(\w+)"/g)].map(([, name = '']) => name),
  )
  const named = [...query.matchAll(/(?:operation_Name !in \(|name == )((?:"[\w-]+"(?:, )?)+)/g)].flatMap(
    ([, list = '']) => [...list.matchAll(/"([\w-]+)"/g)].map(([, name = '']) => name),
  )
  return [
    ...understandQuery(query).problems.map((problem) => `${what}: ${problem}`),
    ...events
      .filter((name) => !eventNames.some((one) => one === name))
      .map((name) => `${what}: no alert watches ${name}`),
    ...named.filter((name) => !steps.includes(name)).map((name) => `${what}: there is no step ${name}`),
  ]
}

function alertProblems(alert: Resource, deployment: Deployment, known: Known): string[] {
  const name = nameOf(alert)
  const [severity = -1, every = '', window = ''] = alerts[name] ?? []
  const [insights] = ofType(deployment, 'Microsoft.Insights/components')
  const [people] = ofType(deployment, 'Microsoft.Insights/actionGroups')
  const query = String(look(alert, 'properties.criteria.allOf.0.query'))
  return [
    ...differsAt(alert, {
      'properties.enabled': true,
      'properties.severity': severity,
      'properties.evaluationFrequency': every,
      'properties.windowSize': window,
      'properties.autoMitigate': true,
      'properties.skipQueryValidation': undefined,
      'properties.scopes': [insights?.id ?? null],
      'properties.actions.actionGroups': people ? [people.id] : [],
      'properties.criteria.allOf.0.metricMeasureColumn': 'found',
      'properties.criteria.allOf.0.timeAggregation': 'Total',
      'properties.criteria.allOf.0.operator': 'GreaterThan',
      'properties.criteria.allOf.0.threshold': 0,
      'properties.criteria.allOf.0.failingPeriods': { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 },
    }),
    ...((minutes[every] ?? 0) > (minutes[window] ?? 0) ? [`${name} looks away between two looks`] : []),
    ...queryProblems(name, query, known),
    // One row with one number: no row would be no evaluation, and no alert.
    ...differs(`${name}: what the query gives`, understandQuery(query).columns, ['found:long']),
    ...(words[name] ?? []).filter((word) => !query.includes(word)).map((word) => `${name}: does not look for ${word}`),
  ]
}

function peopleProblems(deployment: Deployment): string[] {
  const { alertEmail } = wanted[deployment.set]
  const people = ofType(deployment, 'Microsoft.Insights/actionGroups')
  return [
    ...differs('who is told', people.length, alertEmail ? 1 : 0),
    ...people.flatMap((one) =>
      differsAt(one, {
        'properties.enabled': true,
        'properties.emailReceivers.0.emailAddress': alertEmail,
        'properties.emailReceivers.0.useCommonAlertSchema': true,
      }),
    ),
  ]
}

function workbookProblems(workbook: Resource, deployment: Deployment, known: Known): string[] {
  const [insights] = ofType(deployment, 'Microsoft.Insights/components')
  const content = JSON.parse(textOf(look(workbook, 'properties.serializedData')))
  const charts = listOf(at(content, 'items')).filter((one) => at(one, 'type') === 3)
  return [
    ...differsAt(workbook, { kind: 'shared', 'properties.sourceId': insights?.id, 'properties.category': 'workbook' }),
    ...differs('what the workbook is about', at(content, 'fallbackResourceIds'), [insights?.id]),
    ...differs('charts', charts.length, 6),
    ...charts.flatMap((chart) => [
      ...differs(`${at(chart, 'name')}: time`, at(chart, 'content.timeContextFromParameter'), 'TimeRange'),
      ...differs(`${at(chart, 'name')}: type`, at(chart, 'content.resourceType'), 'microsoft.insights/components'),
      ...queryProblems(String(at(chart, 'name')), String(at(chart, 'content.query')), known),
    ]),
    ...differs('time', at(content, 'items.0.content.parameters.0.name'), 'TimeRange'),
  ]
}

/** Alerts ring on what they are for, and reach somebody; the charts are about what there is. */
export function monitoringProblems(deployment: Deployment, known: Known): Problems {
  const rules = ofType(deployment, 'Microsoft.Insights/scheduledQueryRules')
  const [insights] = ofType(deployment, 'Microsoft.Insights/components')
  const [workspace] = ofType(deployment, 'Microsoft.OperationalInsights/workspaces')
  const workbooks = ofType(deployment, 'Microsoft.Insights/workbooks')
  return [
    ...differsAsSet('alerts', rules.map(nameOf), Object.keys(alerts)),
    ...rules.flatMap((rule) => alertProblems(rule, deployment, known)),
    ...peopleProblems(deployment),
    ...(insights ? differsAt(insights, { 'properties.WorkspaceResourceId': workspace?.id }) : ['no telemetry']),
    ...differs('workbooks', workbooks.length, 1),
    ...workbooks.flatMap((one) => workbookProblems(one, deployment, known)),
  ]
}

/** The queries of the run book, each in a block of `kusto` behind a line that says what it is for. */
export function runBookProblems(runBook: string, known: Known): Problems {
  const blocks = [...runBook.matchAll(/```kusto\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  const queries = blocks.flatMap((block) => block.split(/^\/\/.*$/m)).filter((query) => query.trim() !== '')
  return queries.length === 0
    ? ['no queries in the run book']
    : queries.flatMap((one) => queryProblems(one.trim(), one, known))
}
