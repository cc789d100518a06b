/** The page's own style sheet: system fonts, light and dark by the reader's choice. */
import { partStyle } from './style_parts';

const base = `
:root{color-scheme:light dark;
--page:light-dark(#faf9f7,#131518);--surface:light-dark(#fff,#1b1e23);--sunk:light-dark(#f3f1ed,#22262c);
--ink:light-dark(#1c1f23,#e8eaed);--soft:light-dark(#5d646d,#9aa3ae);--faint:light-dark(#8a9099,#727b87);
--line:light-dark(#e4e1db,#2d323a);--strong-line:light-dark(#cfcac1,#414853);
--accent:light-dark(#2456c9,#86a9ff);
--good:light-dark(#2b7a4b,#62c08a);--warn:light-dark(#b45a0b,#eaa34d);--bad:light-dark(#b3261e,#ff8a80);
--bad-tint:light-dark(#fdf0ee,#33201f);
--c-inserted:light-dark(#3d72c4,#6f9fe8);--c-updated:light-dark(#8aaee0,#43679e);--c-unchanged:light-dark(#c9d3df,#4a5461);
--c-superseded:light-dark(#b9b2c9,#6a6180);--c-quarantined:light-dark(#e08a2e,#eaa34d);--c-rejected:light-dark(#c8453b,#f07a70);--c-withheld:light-dark(#e3b5b0,#7d4a46);
--mono:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","DejaVu Sans",sans-serif}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
.layer-bronze{--layer:light-dark(#a9623a,#d08f66)}.layer-silver{--layer:light-dark(#6c7a8b,#a3b1c2)}.layer-gold{--layer:light-dark(#b8890f,#e0b84c)}
.layer-teal{--layer:light-dark(#1f7f86,#5bbcc4)}.layer-violet{--layer:light-dark(#7357b8,#ac93ec)}.layer-rose{--layer:light-dark(#b14a78,#e58bb2)}.layer-moss{--layer:light-dark(#5d7d2f,#a2c46d)}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:60px}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 var(--sans);font-variant-numeric:tabular-nums}
a{color:inherit}
h1,h2,h3,h4,p,dl,dd,ul{margin:0}
code,pre,.name,.sql{font-family:var(--mono)}
code{font-size:.9em;overflow-wrap:anywhere}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.muted,.facts,.section-head p{color:var(--soft)}
.page{max-width:1320px;margin:0 auto;padding:0 28px 72px}
nav.bar{position:sticky;top:0;z-index:5;background:color-mix(in srgb,var(--page) 88%,transparent);backdrop-filter:blur(10px);border-bottom:1px solid var(--line)}
nav.bar>div{max-width:1320px;margin:0 auto;padding:0 28px;height:46px;display:flex;align-items:center;gap:22px;font-size:14px}
nav.bar .brand{display:flex;align-items:center;gap:8px;font-weight:650;letter-spacing:-.01em;margin-right:auto}
nav.bar .brand svg{color:var(--accent)}
nav.bar a:not(.brand){color:var(--soft);text-decoration:none}nav.bar a:not(.brand):hover{color:var(--ink)}
nav.bar .brand{text-decoration:none}
.theme{width:30px;height:30px;display:grid;place-items:center;border-radius:7px;color:var(--soft)}.theme:hover{background:var(--sunk);color:var(--ink)}
section{margin-top:52px}
h2{font-size:20px;font-weight:650;letter-spacing:-.015em}
h3{font-size:16px;font-weight:650;letter-spacing:-.01em;margin:26px 0 10px}
.section-head{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 14px;margin-bottom:14px}
.wide{overflow-x:auto;margin:0 -4px;padding:0 4px}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;padding:8px 14px 8px 0;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}
th:last-child,td:last-child{padding-right:2px}
thead th{color:var(--soft);font-size:12.5px;border-bottom-color:var(--strong-line);white-space:nowrap;vertical-align:bottom}
.number{text-align:right;white-space:nowrap}
.strong{font-weight:600}
.name{font-size:13.5px;text-decoration:none;overflow-wrap:anywhere}a.name:hover{text-decoration:underline;text-underline-offset:3px}
.q{color:var(--soft)}
.dot{display:inline-block;width:8px;height:8px;border-radius:50%;background:var(--layer);margin-right:9px;vertical-align:1px;flex:none}
.state,.severity,.pii{display:inline-block;font:500 11.5px/1.5 var(--sans);padding:0 7px;border-radius:9px;background:var(--sunk);color:var(--soft);white-space:nowrap}
.state.failed,.severity.critical{color:var(--bad);background:var(--bad-tint)}
.severity.error{color:var(--warn)}
.state.succeeded{color:var(--good)}
.empty{color:var(--soft);padding:14px 0}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:12.5px;color:var(--soft)}
.legend span{display:inline-flex;align-items:center;gap:6px}.legend i{width:10px;height:10px;border-radius:3px}
.in-view{display:none}
`;

/** @param views keys of the views, of which the root's `data-view` says which is shown */
export function style(views: readonly string[]): string {
  const shown = views.map((key) => `:root[data-view=${key}] .in-view.${key}{display:revert}`).join('\n');
  return `${base}${partStyle}${shown}\n`.trim();
}
