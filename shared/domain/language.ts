import * as z from 'zod'

/** The languages that every page, mail and fault is written in. */
export const languages = ['en', 'ko', 'zh-CN', 'ru'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>
