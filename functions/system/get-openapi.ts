import { app } from '@azure/functions'
import { serveDescription } from '../../shared/azure/published.ts'
import { tellOf } from '../../shared/azure/registry.ts'

export const handler = serveDescription

tellOf({ name: 'get-openapi', trigger: 'GET /openapi.json', summary: "The API's description in OpenAPI, for anybody" })
app.http('get-openapi', { methods: ['GET', 'HEAD'], route: 'openapi.json', authLevel: 'anonymous', handler })
