import { events } from 'events.bicep'

param location string
param tags { *: string }
param suffix string
param insightsId string

func pipe(steps string[]) string => join(steps, ' | ')

// Sampling keeps one telemetry item for several: itemCount says for how many.
var entries = pipe([
  'traces'
  'extend entry = parse_json(message)'
  'extend event = tostring(entry.event), partner = tostring(entry.partnerId)'
])
var business = 'where event in ("${join(map(items(events), one => one.value), '", "')}")'

var charts = [
  {
    title: 'What happened, by day'
    visualization: 'barchart'
    query: pipe([entries, business, 'summarize happened = sum(itemCount) by event, bin(timestamp, 1d)'])
  }
  {
    title: 'What happened, by partner'
    visualization: 'table'
    query: pipe([
      entries
      business
      'where isnotempty(partner)'
      'summarize happened = sum(itemCount) by partner, event'
      'evaluate pivot(event, sum(happened))'
    ])
  }
  {
    title: 'Invitations: sent, and accepted since'
    visualization: 'table'
    query: pipe([
      entries
      'where event in ("${events.invitationSent}", "${events.invitationAccepted}")'
      'extend isSent = event == "${events.invitationSent}"'
      'summarize sent = sumif(itemCount, isSent), accepted = sumif(itemCount, not(isSent))'
      'extend percent = iff(sent == 0, 0.0, round(100.0 * accepted / sent, 1))'
    ])
  }
  {
    title: 'Customers: added, and ready to be sold to since'
    visualization: 'table'
    query: pipe([
      entries
      'where event in ("${events.customerCreated}", "${events.agreementConfirmed}")'
      'extend isNew = event == "${events.customerCreated}"'
      'summarize added = sumif(itemCount, isNew), agreed = sumif(itemCount, not(isNew))'
    ])
  }
  {
    title: 'Calls: how many, how long (ms), how many failed on our side'
    visualization: 'table'
    query: pipe([
      'requests'
      'where isnotempty(url)'
      'extend failures = iff(toint(resultCode) >= 500, itemCount, 0), times = duration'
      'summarize calls = sum(itemCount), failed = sum(failures), percentiles(times, 50, 95) by step = name'
      'order by calls desc'
    ])
  }
  {
    title: 'Steps behind queues and timers that failed'
    visualization: 'timechart'
    query: pipe([
      'requests'
      'where isempty(url) and success == false'
      'summarize failed = sum(itemCount) by step = name, bin(timestamp, 1h)'
    ])
  }
]

var dayMs = 86400000
var timeRange = {
  type: 9
  name: 'time range'
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    queryType: 0
    resourceType: 'microsoft.insights/components'
    parameters: [
      {
        id: guid('time range')
        version: 'KqlParameterItem/1.0'
        name: 'TimeRange'
        label: 'Time range'
        type: 4
        isRequired: true
        value: { durationMs: 7 * dayMs }
        typeSettings: { selectableValues: map([1, 7, 30, 90], days => { durationMs: days * dayMs }) }
      }
    ]
  }
}

var content = {
  version: 'Notebook/1.0'
  fallbackResourceIds: [insightsId]
  items: concat(
    [timeRange],
    map(charts, chart => {
      type: 3
      name: chart.title
      content: {
        version: 'KqlItem/1.0'
        title: chart.title
        query: chart.query
        visualization: chart.visualization
        size: 0
        timeContextFromParameter: 'TimeRange'
        queryType: 0
        resourceType: 'microsoft.insights/components'
      }
    })
  )
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // A workbook's name is a GUID, the same one at every deployment and another for each environment of a group.
  name: guid(resourceGroup().id, suffix)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Twotier'
    category: 'workbook'
    sourceId: insightsId
    serializedData: string(content)
  }
}
