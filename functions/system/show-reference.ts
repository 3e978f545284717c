import { app } from '@azure/functions'
import { serveReference } from '../../shared/azure/published.ts'
import { tellOf } from '../../shared/azure/registry.ts'

export const handler = serveReference

tellOf({ name: 'show-reference', trigger: 'GET /docs', summary: "The API's reference as a page, for anybody" })
app.http('show-reference', { methods: ['GET', 'HEAD'], route: 'docs', authLevel: 'anonymous', handler })
