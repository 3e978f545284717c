import { events } from 'events.bicep'

param location string
param tags { *: string }
param suffix string
param alertEmail string
param insightsId string

// These steps' messages wait for hours on purpose: mails that were told to, webhooks that are tried again.
var patientSteps = ['send-partnership-invite', 'deliver-webhook']
// Runs every five minutes, whether anybody calls or not.
var heartbeat = 'purge-setup-infos'

func pipe(steps string[]) string => join(steps, ' | ')

var entries = 'traces | extend event = tostring(parse_json(message).event)'

var rules = [
  {
    name: 'server-errors'
    title: 'More than 2 of 100 calls fail on our side'
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
    query: pipe([
      'requests'
      'where isnotempty(url)'
      'summarize calls = sum(itemCount), failed = sumif(itemCount, toint(resultCode) >= 500)'
      'project found = iff(calls >= 20 and failed * 100.0 / calls > 2, 1, 0)'
    ])
  }
  {
    name: 'poison'
    title: 'A message was given up'
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
    // The host says it in its own words; the app, when it puts such a message back.
    query: pipe([
      entries
      'where message has_all ("Moving message to queue", "-poison") or event == "${events.poisonRedriven}"'
      'summarize found = count()'
    ])
  }
  {
    name: 'settings'
    title: 'A setting is missing or wrong, and nothing is done'
    severity: 0
    every: 'PT15M'
    window: 'PT30M'
    // Said by every instance that starts, and by each run of a timer.
    query: pipe([
      entries
      'where event == "${events.settingsWrong}"'
      'summarize found = count()'
    ])
  }
  {
    name: 'mail'
    title: 'A mail was refused or did not arrive'
    severity: 2
    every: 'PT15M'
    window: 'PT1H'
    query: pipe([
      entries
      'where event in ("${events.mailRefused}", "${events.mailUndelivered}")'
      'summarize found = count()'
    ])
  }
  {
    name: 'queue-age'
    title: 'A message waited for more than 15 minutes'
    severity: 2
    every: 'PT15M'
    window: 'PT30M'
    // The host notes with each message when it was put into its queue; versions differ in the word.
    query: pipe([
      'traces'
      'where message startswith "Trigger Details:" and operation_Name !in ("${join(patientSteps, '", "')}")'
      'extend tries = toint(extract("DequeueCount: ([0-9]+)", 1, message))'
      'extend inserted = todatetime(extract("(InsertedOn|InsertionTime): ([^,]+)", 2, message))'
      'where tries == 1 and timestamp - inserted > 15m'
      'summarize found = count()'
    ])
  }
  {
    name: 'standstill'
    title: 'Nothing was processed for half an hour'
    severity: 0
    every: 'PT15M'
    window: 'PT30M'
    query: pipe([
      'requests'
      'where name == "${heartbeat}" and success == true'
      'summarize runs = count()'
      'project found = iff(runs == 0, 1, 0)'
    ])
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertEmail)) {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'twotier'
    enabled: true
    emailReceivers: [{ name: 'operators', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${rule.name}-${suffix}'
    location: location
    tags: tags
    properties: {
      displayName: rule.title
      severity: rule.severity
      enabled: true
      evaluationFrequency: rule.every
      windowSize: rule.window
      scopes: [insightsId]
      criteria: {
        allOf: [
          {
            query: rule.query
            // Every query gives exactly one row: none at all would be no evaluation, and no alert.
            metricMeasureColumn: 'found'
            timeAggregation: 'Total'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: empty(alertEmail) ? [] : [people.id] }
    }
  }
]
