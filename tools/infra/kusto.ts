import '@kusto/language-service-next/bridge.min.js'
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js'
import * as z from 'zod'

// The tables of Application Insights that queries of ours look into, with their columns.
const request = 'id:string, name:string, url:string, success:string, resultCode:string, duration:real'
const every =
  'timestamp:datetime, itemType:string, itemCount:int, customDimensions:dynamic, operation_Id:string, ' +
  'operation_Name:string, operation_ParentId:string, cloud_RoleName:string, cloud_RoleInstance:string'
const tables: Readonly<Record<string, string>> = {
  traces: `message:string, severityLevel:int, ${every}`,
  requests: `${request}, ${every}`,
  exceptions: `type:string, outerMessage:string, problemId:string, details:dynamic, ${every}`,
}

// Declared in the query itself, so that the parser binds names without a database.
const schema = Object.entries(tables).map(([name, columns]) => `let ${name} = datatable(${columns})[];`)

interface List<T> {
  readonly Count: number
  readonly getItem: (index: number) => T
}

interface Code {
  readonly GetDiagnostics: () => List<{ readonly Severity: string; readonly Message: string }>
  readonly ResultType: null | {
    readonly Columns?: List<{ readonly Name: string; readonly Type: { readonly Name: string } }>
  }
}

interface Language {
  readonly KustoCode: { readonly ParseAndAnalyze: (text: string, globals: unknown) => Code }
  readonly GlobalState: { readonly Default: unknown }
}

// The package is compiled from C# and leaves itself as a global.
const Global = z.object({ Kusto: z.object({ Language: z.custom<Language>((value) => typeof value === 'object') }) })
const { KustoCode, GlobalState } = Global.parse(globalThis).Kusto.Language

const itemsOf = <T>(list: List<T> | undefined): T[] =>
  Array.from({ length: list?.Count ?? 0 }, (_, index) => list?.getItem(index)).filter((one) => one !== undefined)

export interface Understood {
  readonly problems: readonly string[]
  /** The columns of the answer with their types, as in `found:long`. */
  readonly columns: readonly string[]
}

const understood = new Map<string, Understood>()

/** What Microsoft's own parser makes of a query on Application Insights. */
export function understandQuery(query: string): Understood {
  const known = understood.get(query) ?? parse(query)
  understood.set(query, known)
  return known
}

function parse(query: string): Understood {
  const code = KustoCode.ParseAndAnalyze([...schema, query].join(' '), GlobalState.Default)
  return {
    problems: itemsOf(code.GetDiagnostics())
      .filter(({ Severity }) => Severity === 'Error' || Severity === 'Warning')
      .map(({ Message }) => Message),
    columns: itemsOf(code.ResultType?.Columns).map(({ Name, Type }) => `${Name}:${Type.Name}`),
  }
}
