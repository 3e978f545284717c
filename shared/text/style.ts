import { SafeHtml } from './html.ts'

/** The look of every page: one column, the reader's own colour scheme, nothing loaded from anywhere. */
export const style = new SafeHtml(`
:root{color-scheme:light dark;--ink:#1a2330;--soft:#566171;--paper:#fff;--ground:#eef1f5;--tint:#f3f8fd;--accent:#0b5cad;--strong:#084a8c;--on:#fff;--line:#d5dbe3;--edge:#7c8896;--bad:#b3261e;--good:#1c7a43;--shade:0 1px 2px rgb(16 24 40/.06),0 6px 20px rgb(16 24 40/.06)}
@media (prefers-color-scheme:dark){:root{--ink:#e9edf2;--soft:#aab4c0;--paper:#1b2129;--ground:#11151a;--tint:#1f2935;--accent:#7cbcff;--strong:#a5d1ff;--on:#0d1722;--line:#343d49;--edge:#7f8b99;--bad:#ff9d95;--good:#6fd39a;--shade:none}}
*{box-sizing:border-box}
body{background:var(--ground);color:var(--ink);font:16px/1.6 "Segoe UI",system-ui,"Apple SD Gothic Neo","Malgun Gothic","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:0;overflow-wrap:break-word;padding:0 16px 48px}
:lang(ko){word-break:keep-all}
header,main{margin:0 auto;max-width:42rem}
header{align-items:baseline;display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;justify-content:space-between;padding:20px 2px 16px}
header p{color:var(--soft);font-weight:600;margin:0}
nav{display:flex;flex-wrap:wrap;font-size:.9rem;gap:0 1.1rem}
nav a{padding:.3rem 0}
nav a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
.card{background:var(--paper);border:1px solid var(--line);border-radius:14px;box-shadow:var(--shade);padding:32px}
h1{font-size:1.65rem;letter-spacing:-.01em;line-height:1.25;margin:0 0 .6rem;text-wrap:balance}
h2{font-size:1.1rem;line-height:1.35;margin:0 0 .5rem}
p{margin:0 0 .8rem}
p:last-child{margin-bottom:0}
a{color:var(--accent);text-underline-offset:.15em}
a:hover{color:var(--strong)}
.soft{color:var(--soft)}
section{margin-top:1.8rem}
.meaning ul{margin:0;padding-left:1.2rem}
.meaning li{margin:.5rem 0;padding-left:.3rem}
.meaning li::marker{color:var(--accent)}
.act{background:var(--tint);border:1px solid var(--line);border-radius:10px;padding:22px}
.act>.who{border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:.1rem 1rem;justify-content:space-between;margin-bottom:1.1rem;padding-bottom:.9rem}
.pair{display:grid;gap:0 1rem;grid-template-columns:1fr 1fr}
.field{margin:1.1rem 0 0}
.field label{display:block;font-weight:600}
.hint,.mistake{display:block;font-size:.9rem}
.hint{color:var(--soft)}
.mistake{color:var(--bad);font-weight:600}
input:not([type=checkbox]),select,textarea{background:var(--paper);border:1px solid var(--edge);border-radius:8px;color:inherit;display:block;font:inherit;margin-top:.3rem;min-height:2.75rem;padding:.5rem .7rem;width:100%}
textarea{resize:vertical}
[aria-invalid]:not([type=checkbox]){border-color:var(--bad);box-shadow:inset 3px 0 var(--bad)}
.tick label{align-items:flex-start;cursor:pointer;display:flex;font-weight:400;gap:.7rem}
.tick .mistake{padding-left:2rem}
input[type=checkbox]{accent-color:var(--accent);flex:none;height:1.3rem;margin:.15rem 0 0;width:1.3rem}
button,.button{background:var(--accent);border:1px solid var(--accent);border-radius:8px;color:var(--on);cursor:pointer;display:inline-block;font:inherit;font-weight:600;line-height:1.3;padding:.75rem 1.4rem;text-align:center;text-decoration:none}
button:hover,.button:hover{background:var(--strong);border-color:var(--strong);color:var(--on)}
form>button{margin-top:1.4rem}
button.quiet{background:none;color:var(--accent)}
button.quiet:hover{background:var(--tint);color:var(--strong)}
.button+.soft{margin-top:.9rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.alert{border-left:4px solid var(--bad);color:var(--bad);font-weight:600;padding:.1rem 0 .1rem .9rem}
details{background:var(--paper);border:1px solid var(--line);border-radius:14px;margin-top:14px}
summary{border-radius:14px;cursor:pointer;font-weight:600;list-style:none;padding:16px 32px}
summary::-webkit-details-marker{display:none}
summary::before{border:solid var(--accent);border-width:0 2px 2px 0;content:"";display:inline-block;height:.5rem;margin-right:.9rem;transform:translateY(-.05rem) rotate(-45deg);width:.5rem}
details[open]>summary::before{transform:translateY(-.15rem) rotate(45deg)}
details form{padding:0 32px 28px}
.card>h2{color:var(--soft);font-size:.95rem;margin:1.3rem 0 .2rem}
.back{margin-top:1.4rem}
svg{display:block;height:3rem;margin-bottom:1rem;width:3rem}
svg.good{color:var(--good)}
svg.bad{color:var(--soft)}
@media (max-width:34rem){.card{padding:24px 18px}.act{padding:18px 14px}summary{padding:14px 18px}details form{padding:0 18px 22px}.pair{grid-template-columns:1fr}h1{font-size:1.4rem}button,.button{width:100%}}
@media (forced-colors:active){.alert,[aria-invalid]{forced-color-adjust:none}}
`)
