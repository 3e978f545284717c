import type * as z from 'zod'
import type { ZodOpenApiOverride } from 'zod-openapi'
import { Guid } from '../../domain/ids.ts'
import { mergeVariants } from './variants.ts'

/** Says of a schema what a reader needs: a format rather than a long pattern, and no promise that nothing will be added. */
export const refineSchema: ZodOpenApiOverride = ({ jsonSchema, zodSchema, io }) => {
  mergeVariants(jsonSchema)
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  const patterns = patternsOf(zodSchema)
  if (patterns.some(({ source }) => source === guidPattern)) jsonSchema.format = 'uuid'
  // A pattern in JSON Schema has no flags: one that ignores case would refuse too much.
  if (jsonSchema.format || patterns.some(({ ignoreCase }) => ignoreCase)) delete jsonSchema.pattern
}

function patternsOf({ _zod }: z.core.$ZodTypes): readonly RegExp[] {
  const checks = _zod.def.checks ?? []
  return checks.flatMap(({ _zod: { def } }) => ('pattern' in def && def.pattern instanceof RegExp ? [def.pattern] : []))
}

const [guidPattern] = patternsOf(Guid).map(({ source }) => source)
