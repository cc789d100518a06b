/** Style of the parts of the page, in their order. */

const top = `
.top{padding-top:34px}
.title{display:flex;flex-wrap:wrap;gap:16px 28px;align-items:flex-end;justify-content:space-between}
h1{font-size:34px;line-height:1.15;font-weight:680;letter-spacing:-.028em;overflow-wrap:anywhere}
.facts{display:flex;flex-wrap:wrap;font-size:13.5px;margin-top:5px}
.facts span span{margin:0}
.facts>span:not(:last-child)::after{content:"·";margin:0 8px;color:var(--faint)}
.switcher{display:flex;max-width:100%;overflow-x:auto;background:var(--sunk);border-radius:9px;padding:3px}
.switcher button{padding:4px 13px;border-radius:7px;font-size:13.5px;color:var(--soft);white-space:nowrap}
.switcher button[aria-pressed=true]{background:var(--surface);color:var(--ink);box-shadow:0 1px 2px #0002}
.verdict{margin-top:24px;font-size:16px}.verdict b{font-weight:650}
.verdict b::before{content:"";display:inline-block;width:10px;height:10px;border-radius:50%;background:currentColor;margin-right:10px}
.verdict.good b{color:var(--good)}.verdict.bad b{color:var(--bad)}.verdict.warned b{color:var(--warn)}
.verdict .muted{font-size:13.5px}
.wrongs{list-style:none;padding:14px 18px;margin-top:12px;background:var(--bad-tint);border-radius:10px;display:grid;gap:10px}
.wrongs.mild{background:var(--sunk)}
.wrongs li>span+span{margin-left:10px}.wrongs pre{margin:4px 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px;line-height:1.5}
.figures{display:grid;grid-template-columns:repeat(5,1fr);gap:18px 28px;margin-top:24px}
.figures dt{font-size:13px;color:var(--soft)}
.figures dd{font-size:27px;line-height:1.25;font-weight:600;letter-spacing:-.025em}
.figures small{display:block;font-size:12.5px;font-weight:400;letter-spacing:0;color:var(--soft);line-height:1.5}
.books{display:grid;margin-top:26px;background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:6px 20px}
.book{display:grid;grid-template-columns:70px 1fr auto;align-items:center;gap:16px;padding:9px 0}
.book+.book{border-top:1px solid var(--line)}
.book-name{font-size:13px;color:var(--soft)}
.equation{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 12px}
.equation i{font-style:normal;color:var(--faint);margin-right:12px}
.term{white-space:nowrap}.term b{font-weight:600}.term small{margin-left:6px;font-size:12.5px;color:var(--soft)}
.mark{font-size:12.5px;white-space:nowrap}.mark.good{color:var(--good)}.mark.good::before{content:"✓ "}.mark.bad{color:var(--bad);font-weight:600}
`;

const graph = `
.graph{overflow-x:auto;background:var(--surface);border:1px solid var(--line);border-radius:12px}
.graph svg{display:block;width:100%;min-width:min(var(--w),1040px);max-width:var(--w);height:auto;margin:0 auto}
.band rect{fill:var(--layer);opacity:.055}.band text{fill:var(--layer);font:600 12px var(--sans)}
.edge{fill:none;stroke:var(--strong-line);stroke-width:1.4;transition:opacity .15s,stroke .15s}
.node{cursor:pointer;outline:none;transition:opacity .15s}
.node .card{fill:var(--surface);stroke:var(--strong-line)}
.node .stripe{fill:var(--layer)}
.node text{font:12px var(--sans);fill:var(--soft)}
.node .node-name{font:600 12.5px var(--mono);fill:var(--ink)}
.node .node-columns{display:none;font:12px var(--mono);fill:var(--accent)}
.node .bar-good{fill:var(--good);opacity:.65}.node .bar-aside{fill:var(--c-quarantined)}
.node .failed text{fill:var(--bad);font-weight:600}.node .spark-only text,.node .blocked text{fill:var(--faint)}
.node .ring{fill:none;stroke:var(--faint);stroke-dasharray:4 3}.node .failed .ring{stroke:var(--bad);stroke-width:1.6;stroke-dasharray:none}
.node:hover .card{stroke:var(--layer)}
.node:focus-visible .card,.node.open .card{stroke:var(--accent);stroke-width:2}
.focused .node:not(.on),.focused .edge:not(.on){opacity:.16}
.focused .edge.on{stroke:var(--accent)}
.tracing .node.on .node-rows,.tracing .node.on .node-state text{display:none}.tracing .node.on .node-columns{display:inline}
.graph-help{line-height:20px;display:flex;flex-wrap:wrap;justify-content:space-between;gap:4px 20px;min-height:20px;margin-top:8px;font-size:13px;color:var(--soft)}
.graph-help button{color:var(--accent)}.graph-help button[hidden]{display:none}
`;

const detail = `

.detail{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:20px 24px 24px;margin-top:14px;scroll-margin-top:60px;outline:none}
.scripted .detail:not(.open){display:none}
.detail h3{margin:0;font:650 17px/1.3 var(--mono);letter-spacing:-.01em;overflow-wrap:anywhere}
.detail h3::before{content:"";display:inline-block;width:10px;height:10px;border-radius:50%;background:var(--layer);margin-right:10px}
.detail .q{font-weight:400}
.detail .warn{color:var(--warn)}
.description{margin-top:8px;max-width:78ch;overflow-wrap:anywhere}
.neighbours{display:flex;flex-wrap:wrap;gap:2px 28px;margin-top:8px;font-size:13.5px}.neighbours b{font-weight:400;color:var(--soft);margin-right:4px}
.neighbours .name:not(:last-child)::after{content:","}
.tabs{display:none;gap:22px;margin:18px 0 10px;border-bottom:1px solid var(--line);overflow-x:auto;overflow-y:hidden}
.scripted .tabs{display:flex}
.tabs button{padding:7px 0 8px;font-size:14px;color:var(--soft);border-bottom:2px solid transparent;margin-bottom:-1px;white-space:nowrap}
.tabs button small{color:var(--faint);margin-left:2px}
.tabs button[aria-selected=true]{color:var(--ink);border-color:var(--ink)}
.tabs button:focus-visible{outline-offset:-3px}
.panel-name{margin-top:18px;font-size:14px}.scripted .panel-name{display:none}
.scripted .panel:not(.open){display:none}
.panel{max-height:640px;overflow:auto}
.panel table{font-size:13.5px}.panel td,.panel th{padding-top:6px;padding-bottom:6px}
.panel thead th{position:sticky;top:0;background:var(--surface);z-index:1}
.panel .wide{overflow-x:visible}
.column{font:13px var(--mono);text-align:left;overflow-wrap:anywhere}
tr[data-column]:hover .column,.column[aria-pressed=true]{color:var(--accent)}.column[aria-pressed=true]{font-weight:600}
.system .column,.system code{color:var(--faint)}
.pii{color:var(--warn)}
.source{display:inline-flex;align-items:baseline;gap:6px;margin-right:14px;font:13px var(--mono);overflow-wrap:anywhere}
.source i{font:13px var(--sans);color:var(--faint);width:12px;text-align:center}
.decided{margin-top:10px;font-size:13.5px}.decided b{font-weight:400;color:var(--soft);margin-right:6px}
.sample td{white-space:nowrap;font-size:13px}.sample th small{display:block;color:var(--faint);font-weight:400}
.null{color:var(--faint);font-style:italic}
.quarantined td{white-space:normal}.cells span{display:inline-block;margin-right:16px}.cells small{color:var(--faint);margin-right:3px}
.sql{margin:8px 0 0;padding:14px 16px;background:var(--sunk);border-radius:8px;font-size:13px;line-height:1.6;overflow-x:auto;tab-size:2}
.sql .k{color:var(--accent)}.sql .s{color:var(--good)}.sql .n{color:var(--warn)}.sql .c{color:var(--faint);font-style:italic}.sql .t{font-weight:600}
`;

const charts = `
.ledger td,.ledger th{vertical-align:middle}
.ledger tbody th{min-width:190px}
.flow-cell{width:20%;min-width:130px}
.flow{display:flex;gap:1.5px;height:12px;border-radius:4px;overflow:hidden;background:var(--sunk)}
.flow i{min-width:3px;flex-basis:0}
.part.inserted{background:var(--c-inserted)}.part.updated{background:var(--c-updated)}.part.unchanged{background:var(--c-unchanged)}.part.superseded{background:var(--c-superseded)}
.part.quarantined{background:var(--c-quarantined)}.part.rejected{background:var(--c-rejected)}.part.withheld{background:var(--c-withheld)}
.zero{color:var(--faint);opacity:.6}
.part-quarantined:not(.zero){color:var(--warn);font-weight:600}.part-rejected:not(.zero){color:var(--bad);font-weight:600}
.ledger small{display:block;font-size:12px}
.ledger tr:has(+.reasons)>*{border-bottom:0;padding-bottom:2px}
.reasons td{padding:0 0 9px 17px;font-size:13px}
.reason{display:inline-block;margin-right:16px;color:var(--soft)}.reason b{font-weight:600;color:var(--warn)}.reason small{display:inline;color:var(--faint)}.reason.warning b{color:var(--soft)}.reason.critical b{color:var(--bad)}
.rules tbody th{font:13px var(--mono);overflow-wrap:anywhere}.rules td{vertical-align:middle}.rules tbody th{vertical-align:middle}
.steps tbody th{font-weight:400;min-width:190px;max-width:520px;overflow-wrap:anywhere}.steps code{white-space:normal}.steps tbody th small{color:var(--faint);margin-right:4px}.steps td,.steps tbody th{vertical-align:middle}.steps .warn{color:var(--warn);font-weight:600}
.held{margin-top:14px;font-size:14px}p.held{color:var(--soft)}.held summary{cursor:pointer;color:var(--soft);width:fit-content}.held[open] summary{margin-bottom:8px}
.scores{display:grid;grid-template-columns:repeat(auto-fill,minmax(500px,1fr));gap:0 48px}
.score-card{display:grid;grid-template-columns:1fr 132px 92px;gap:14px;align-items:center;padding:7px 0;border-bottom:1px solid var(--line)}
.whole{margin-top:14px;font-size:14px;line-height:1.75}.whole b{font-weight:600;margin-right:10px}.whole span span{margin:0}.whole>span{margin-right:10px}
.score-value{text-align:right;font-weight:600;white-space:nowrap}.score-value small{display:block;font-weight:400;font-size:12px;line-height:1.2}
.up{color:var(--good)}.down{color:var(--warn)}
.spark{display:block;max-width:100%}
.spark polyline{fill:none;stroke:var(--layer,var(--accent));stroke-width:1.6;stroke-linejoin:round}.spark circle{fill:var(--layer,var(--accent))}
.spark-top{stroke:var(--line)}
.bars .some{fill:var(--c-quarantined)}.bars .none{fill:var(--strong-line)}
.phase.stage{background:var(--c-inserted)}.phase.gate{background:var(--c-updated)}.phase.commit{background:var(--c-superseded)}
.gantt-row,.gantt-axis{display:grid;grid-template-columns:minmax(150px,230px) 1fr 76px;gap:16px;align-items:center}
.gantt-axis{font-size:12px;color:var(--faint);height:22px}
.axis,.gantt-track{position:relative;display:block;height:100%}
.axis span{position:absolute;transform:translateX(-50%);white-space:nowrap}.axis span:first-child{transform:none}
.gantt-row{min-height:27px}
.gantt-name{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.gantt-track{height:27px;background:repeating-linear-gradient(90deg,var(--line) 0 1px,#0000 1px var(--step))}
.gantt-bar{position:absolute;top:7px;height:13px;min-width:3px;display:flex;gap:1px;border-radius:3px;overflow:hidden}
.gantt-bar i{min-width:1px;flex-basis:0}.gantt-bar.failed{outline:2px solid var(--bad)}
.gantt-time{text-align:right;font-size:13.5px;white-space:nowrap}
footer{margin-top:64px;padding-top:16px;border-top:1px solid var(--line);font-size:13px;color:var(--soft)}
`;

const narrow = `
@media (max-width:900px){.figures{grid-template-columns:repeat(3,1fr)}}
@media (max-width:640px){
.steps .flow-cell,.steps thead .flow-cell{display:none}
.page,nav.bar>div{padding-left:16px;padding-right:16px}
nav.bar a:not(.brand){display:none}
h1{font-size:28px}.verdict{font-size:15px}
.facts{gap:0 14px}.facts>span:not(:last-child)::after{content:none}
.figures{grid-template-columns:1fr 1fr}.figures dd{font-size:23px}
.books{padding:4px 14px}.book{grid-template-columns:1fr auto;gap:2px 12px}.equation{grid-column:1/-1;grid-row:2}
.graph svg{min-width:1180px}
.wide th,.wide td{white-space:nowrap}.wide td code{white-space:normal;display:inline-block;width:max-content;max-width:300px}.columns td.muted,.reasons td,.note{white-space:normal}.columns td.muted{min-width:220px}
.detail{padding:16px}
.scores{grid-template-columns:1fr}.score-card{grid-template-columns:1fr 84px 62px;gap:10px}
.gantt-row{grid-template-columns:1fr 64px;gap:0 10px;padding:4px 0}.gantt-axis{display:none}.gantt-name{grid-column:1}.gantt-time{grid-column:2;grid-row:1}.gantt-track{grid-column:1/-1;height:16px}.gantt-bar{top:2px}
}
@media print{nav.bar,.switcher,.graph-help{line-height:20px;display:none}.scripted .detail:not(.open){display:none}body{background:#fff}}
`;

export const partStyle = `${top}${graph}${detail}${charts}${narrow}`;
