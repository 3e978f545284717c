import { createHash } from 'node:crypto'
import { html, SafeHtml } from '../shared/text/html.ts'

export interface Page {
  readonly title: string
  /** The line above the page: which of the local surroundings this is. */
  readonly place: string
  readonly body: SafeHtml
  /** Content security policy beyond the page's own style. */
  readonly policy: string
}

/** A whole page, with the headers that keep it to itself. */
export function page({ title, place, body, policy }: Page, status = 200): Response {
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${place}</title>
<style>${new SafeHtml(style)}</style>
</head>
<body>
<header><p><strong>Twotier</strong> ${place}</p></header>
<main>
${body}
</main>
</body>
</html>
`
  return new Response(text, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; ${policy}`,
    },
  })
}

const style = `
:root { color-scheme: light dark; --ink: #1b2733; --soft: #5a6a7a; --line: #d9e0e7; --paper: #fff; --wash: #f3f6f9; --accent: #0b5c8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9aa9b8; --line: #2f3b47; --paper: #161d24; --wash: #0f151b; --accent: #6cb8e6; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--wash); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
header { background: var(--paper); border-bottom: 1px solid var(--line); }
header p { max-width: 60rem; margin: 0 auto; padding: .75rem 1.25rem; color: var(--soft); }
header strong { color: var(--ink); margin-right: .5rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
p { margin: 0 0 1rem; }
a { color: var(--accent); }
.soft { color: var(--soft); }
.bar { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; justify-content: space-between; margin-bottom: 1rem; }
.bar p, .bar form { margin: 0; display: flex; gap: 1rem; align-items: center; }
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }
th, td { text-align: left; vertical-align: top; padding: .6rem .8rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { border-top: 0; font-weight: 600; color: var(--soft); }
tbody th { font-weight: 600; color: var(--soft); white-space: nowrap; width: 1%; }
.time { white-space: nowrap; color: var(--soft); }
.badge { display: inline-block; margin-left: .5rem; padding: 0 .5rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .8rem; color: var(--accent); white-space: nowrap; }
.empty { background: var(--paper); border: 1px dashed var(--line); padding: 2.5rem 1rem; text-align: center; color: var(--soft); }
iframe { display: block; width: 100%; height: 32rem; resize: vertical; border: 1px solid var(--line); background: #fff; color-scheme: light; }
pre { margin: 0; padding: 1rem; background: var(--paper); border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; padding: .45rem .9rem; cursor: pointer; }
button:hover, button:focus-visible { border-color: var(--accent); }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem; }
.people button { width: 100%; height: 100%; padding: .8rem 1rem; text-align: left; }
.people span { display: block; }
.people .name { font-weight: 600; }
.people .soft { font-size: .9rem; }
.apart { margin-top: 2rem; }
@media (max-width: 40rem) {
  .stack thead { display: none; }
  .stack tr { display: block; padding: .5rem 0; border-top: 1px solid var(--line); }
  .stack td { display: block; padding: .1rem .8rem; border: 0; }
}
`

const styleHash = createHash('sha256').update(style).digest('base64')
