const timeSpan = /^(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/

/** Milliseconds of a .NET TimeSpan such as `00:00:30` or `1.02:00:00`; undefined when it is none. */
export function parseTimeSpan(text: string): number | undefined {
  const parts = timeSpan.exec(text.trim())
  if (!parts) return undefined

  const [, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  const wholeMinutes = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes)
  return Math.round((wholeMinutes * 60 + Number(`${seconds}.${fraction}`)) * 1000)
}

/** A moment as .NET serialises it in UTC. */
export function toDotNetTime(moment: Date): string {
  return moment.toISOString().replace(/(?:\.000)?Z$/, '+00:00')
}
