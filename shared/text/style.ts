import { SafeHtml } from './html.ts'

/** The look of every page: one column, the reader's own colour scheme, nothing loaded from anywhere. */
export const style = new SafeHtml(`
:root{color-scheme:light dark;--ink:#1b1b1b;--soft:#5a5f66;--paper:#fff;--ground:#f3f4f6;--accent:#0b5cad;--line:#c9ced6;--bad:#a4262c}
@media (prefers-color-scheme:dark){:root{--ink:#f0f0f0;--soft:#b0b6bf;--paper:#1f2329;--ground:#14171b;--accent:#6cb0f5;--line:#454c56;--bad:#ff9a9a}}
*{box-sizing:border-box}
body{background:var(--ground);color:var(--ink);font:16px/1.55 "Segoe UI",system-ui,"Malgun Gothic","Microsoft YaHei",sans-serif;margin:0;padding:24px 12px}
main{background:var(--paper);border:1px solid var(--line);border-radius:10px;margin:0 auto;max-width:42rem;padding:28px}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .6rem}
h2{font-size:1.1rem;margin:1.4rem 0 .4rem}
ul{padding-left:1.2rem}
li{margin:.3rem 0}
a{color:var(--accent)}
label{display:block;font-weight:600;margin:1rem 0}
label.check{align-items:flex-start;display:flex;font-weight:400;gap:.6rem}
input:not([type=checkbox]),textarea{background:var(--paper);border:1px solid var(--line);border-radius:6px;color:inherit;display:block;font:inherit;margin-top:.3rem;padding:.5rem .6rem;width:100%}
input[type=checkbox]{flex:none;height:1.15rem;margin:.2rem 0 0;width:1.15rem}
button,.button{background:var(--accent);border:1px solid var(--accent);border-radius:6px;color:var(--paper);cursor:pointer;display:inline-block;font:inherit;font-weight:600;padding:.6rem 1.2rem;text-decoration:none}
button.quiet{background:none;color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.act{border-top:1px solid var(--line);margin-top:1.4rem;padding-top:1.2rem}
.hint{color:var(--soft);display:block;font-size:.9rem;font-weight:400}
.alert{border-left:4px solid var(--bad);color:var(--bad);margin:1rem 0;padding:.2rem .8rem}
details{border-top:1px solid var(--line);margin-top:1.2rem;padding-top:.9rem}
summary{cursor:pointer;font-weight:600}
nav{color:var(--soft);display:flex;flex-wrap:wrap;gap:.4rem 1rem;font-size:.9rem;margin:1rem auto;max-width:42rem}
`)
