import { SafeHtml } from './html.ts'
import { style } from './style.ts'

/** The look of the API's reference: that of the other pages, wider, with tables. */
export const referenceStyle = new SafeHtml(`${style}
header,main{max-width:60rem}
h2{border-bottom:1px solid var(--line);font-size:1.35rem;margin:2.6rem 0 1rem;padding-bottom:.3rem}
h3{font-size:1.05rem;line-height:1.4;margin:0 0 .5rem}
h4{color:var(--soft);font-size:.95rem;margin:1.1rem 0 .4rem}
section{margin-top:0}
main>nav{display:block;margin:1.4rem 0}
nav details{margin-top:8px}
nav ul{columns:2 22rem;list-style:none;margin:0;padding:0 32px 18px}
nav li{break-inside:avoid;padding:.15rem 0}
nav b,.method{color:var(--soft);font-size:.85rem;font-weight:600;letter-spacing:.02em}
article{background:var(--paper);border:1px solid var(--line);border-radius:14px;margin:0 0 16px;overflow-wrap:anywhere;padding:22px 26px;scroll-margin-top:12px}
article:target{border-color:var(--accent)}
article p{margin:0 0 .4rem}
.summary{font-weight:600}
code{font:.9em/1.5 ui-monospace,"Cascadia Mono",Consolas,monospace}
table{border-collapse:collapse;font-size:.93rem;margin:.2rem 0 .6rem;width:100%}
th,td{border-top:1px solid var(--line);overflow-wrap:anywhere;padding:.4rem .6rem .4rem 0;text-align:left;vertical-align:top}
thead th{border:0;color:var(--soft);font-size:.85rem;font-weight:600}
th[scope=row]{font-weight:400;width:42%}
i{color:var(--soft);font-size:.85em}
article details{background:none;margin-top:12px}
article summary{padding:10px 16px}
article details table{margin:0 16px 12px;width:calc(100% - 32px)}
@media (max-width:34rem){article{padding:16px 14px}nav ul{columns:1;padding:0 18px 14px}nav li{padding:.3rem 0}}
`)
