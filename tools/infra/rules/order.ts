import { isObject, type Json, type JsonObject, listOf, objectOf } from '../expressions/json.ts'
import { at, differs, differsAsSet, type Problems } from './look.ts'

/** What must be there before something else, within the template or within a module of it. */
const first: readonly (readonly [module: string | undefined, what: string, before: readonly string[]])[] = [
  // Roles, vault and rows are in place when the app first starts; its host reads them at once.
  [undefined, 'app', ['email', 'group', 'identity', 'monitoring', 'network', 'storage', 'tables', 'vault']],
  [undefined, 'tables', ['group', 'identity', 'network']],
  [undefined, 'email', ['group', 'identity', 'monitoring', 'storage']],
  [undefined, 'network', ['group', 'storage', 'vault']],
  // The first report is put at once, with the right to do so.
  ['email', 'reports', ['reporterMaySend', 'topic']],
  ['email', 'communication', ['azureDomain', 'ownDomain']],
  ['app', 'settings', ['account', 'app', 'identity', 'insights', 'vault']],
  ['app', 'app', ['account', 'plan']],
]

/** Only where it is asked for; all else is made whenever its module is. */
const conditions: readonly (readonly [module: string | undefined, what: string, condition: string])[] = [
  [undefined, 'network', "[parameters('privateNetwork')]"],
  [undefined, 'email', "[variables('makesMail')]"],
  ['identity', 'reporter', "[parameters('isMailMade')]"],
  ['vault', 'officerMaySetKeys', "[not(empty(parameters('keyOfficerId')))]"],
  ['vault', 'lock', "[parameters('isProtected')]"],
  ['storage', 'operatorMayLook', "[not(empty(parameters('operatorId')))]"],
  ['storage', 'lock', "[parameters('isProtected')]"],
  ['tables', 'operatorMayLook', "[not(empty(parameters('operatorId')))]"],
  ['tables', 'lock', "[parameters('isProtected')]"],
  ['tables', 'endpoint', "[variables('isPrivate')]"],
  ['tables', 'endpoint::zoneGroup', "[variables('isPrivate')]"],
  ['email', 'ownDomain', "[not(empty(parameters('domain')))]"],
  ['email', 'mailLog', "[parameters('isDiagnosed')]"],
  ['email', 'reportLog', "[parameters('isDiagnosed')]"],
  ['alerts', 'people', "[not(empty(parameters('alertEmail')))]"],
]

const resourcesOf = (outline: JsonObject, module: string | undefined): JsonObject =>
  objectOf((module === undefined ? outline.resources : at(outline, `modules.${module}.resources`)) ?? {})

const dependsOn = (resource: Json | undefined): string[] => listOf(at(resource, 'dependsOn') ?? []).map(String)

function conditionProblems(outline: JsonObject): string[] {
  const modules = [undefined, ...Object.keys(objectOf(outline.modules))]
  const found = modules.flatMap((module) =>
    Object.entries(resourcesOf(outline, module)).flatMap(([symbol, resource]) =>
      isObject(resource) && resource.condition !== undefined
        ? [`${module ?? 'main'} ${symbol} ${String(resource.condition)}`]
        : [],
    ),
  )
  return differsAsSet(
    'conditions',
    found,
    conditions.map(([module, what, condition]) => `${module ?? 'main'} ${what} ${condition}`),
  )
}

function keyProblems(outline: JsonObject): string[] {
  const vault = resourcesOf(outline, 'vault')
  const secure = Object.entries(objectOf(outline.modules)).flatMap(([module, one]) =>
    Object.entries(objectOf(at(one, 'secure'))).map(([name, parameter]) => [module, name, parameter] as const),
  )
  return [
    ...['linkKeys', 'sessionKeys'].flatMap((secret) =>
      // A later deployment would otherwise kill every link that is out.
      differs(`${secret} is made only once`, at(vault[secret], '@options.onlyIfNotExists'), []),
    ),
    ...differsAsSet(
      'secure parameters',
      secure.map(([module, name]) => `${module} ${name}`),
      ['vault firstLinkKey', 'vault firstSessionKey'],
    ),
    ...secure
      .filter(
        ([, , parameter]) =>
          !/^\[base64\(format\('(\{\d\}){3}'(, newGuid\(\)){3}\)\)\]$/.test(String(at(parameter, 'defaultValue'))),
      )
      .map(([, name]) => `${name} is not made of three random ids`),
  ]
}

/** What is made after what, and only where it is asked for; no two of one account at once. */
export function orderProblems(outline: JsonObject): Problems {
  const endpoints = resourcesOf(outline, 'network').endpoints
  return [
    ...first.flatMap(([module, what, before]) =>
      differsAsSet(
        `what comes before ${module ?? 'main'} ${what}`,
        dependsOn(resourcesOf(outline, module)[what]),
        before,
      ),
    ),
    // All else hangs on the group.
    ...(/^\[if\(not\(empty\(variables\('problems'\)\)\), fail\(/.test(String(outline.groupName))
      ? []
      : ['what is refused is made nevertheless']),
    ...conditionProblems(outline),
    ...keyProblems(outline),
    ...differs(
      'private endpoints at once',
      [at(endpoints, 'copy.mode'), at(endpoints, 'copy.batchSize')],
      ['serial', 1],
    ),
  ]
}
