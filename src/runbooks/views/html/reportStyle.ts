// The looks of the report: quiet, light or dark as the reader's system is, and fit for paper.

export const reportStyle = `
:root {
  color-scheme: light dark;
  --ground: #f7f7f5; --panel: #fff; --code: #f3f3f0; --ink: #1d1f23; --soft: #5d636d; --line: #e2e2de;
  --good: #17774a; --bad: #bf2f26; --doubt: #8f5a00; --busy: #1b62c4;
  --good-ground: #e8f4ed; --bad-ground: #fbecea; --doubt-ground: #fbf2e0; --busy-ground: #e9f1fb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131417; --panel: #1a1c20; --code: #121316; --ink: #e4e6ea; --soft: #9aa1ac; --line: #2d3036;
    --good: #56c48d; --bad: #ff8177; --doubt: #e2b04a; --busy: #7db5ff;
    --good-ground: #16281f; --bad-ground: #311b1a; --doubt-ground: #2c2415; --busy-ground: #17243a;
  }
}
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; margin: .6rem 0 .3rem; }
h2 { font-size: .8rem; font-weight: 650; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin: 2.4rem 0 .7rem; }
h3, h4 { font-size: 1rem; margin: 1rem 0 .4rem; }
p { margin: .35rem 0; }
small { color: var(--soft); font-size: .86em; font-weight: 400; }
a { color: var(--busy); }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .87em; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; margin: 0; white-space: pre-wrap; max-height: 28rem; overflow: auto; }
figure { margin: .8rem 0 0; }
figcaption, dt { color: var(--soft); font-size: .86em; }
figcaption { margin-bottom: .25rem; }
.pill { display: inline-block; font-weight: 600; border-radius: 99px; padding: .15rem .8rem; }
.pill.good { color: var(--good); background: var(--good-ground); }
.pill.bad { color: var(--bad); background: var(--bad-ground); }
.pill.doubt { color: var(--doubt); background: var(--doubt-ground); }
.pill.busy, .pill.ahead { color: var(--busy); background: var(--busy-ground); }
.pill.calm, .pill.idle { color: var(--soft); background: var(--code); }
.good { color: var(--good); } .bad { color: var(--bad); } .doubt { color: var(--doubt); } .busy, .ahead { color: var(--busy); } .idle, .calm { color: var(--soft); }
header dl, .facts dl, footer dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0 0; }
dl { margin: .6rem 0 0; } dd { margin: 0; white-space: pre-wrap; }
.inside dl { display: flex; flex-wrap: wrap; gap: .3rem 2rem; }
dl.captures { display: grid; gap: .3rem; border-top: 1px solid var(--line); padding-top: .6rem; }
dl.captures > div, dl.evidence > div { display: grid; grid-template-columns: minmax(6rem, 12rem) 1fr; gap: .2rem 1rem; }
.card { background: var(--panel); border: 1px solid var(--line); border-left: 4px solid var(--soft); border-radius: 8px; padding: .9rem 1.1rem; margin: .7rem 0; }
.card.bad { border-left-color: var(--bad); color: inherit; } .card.doubt { border-left-color: var(--doubt); color: inherit; }
.card.verdict { border-left-color: var(--busy); margin-top: 1.6rem; } .card > h2 { margin: 0 0 .4rem; }
.card.next { border-left-color: var(--busy); } header + main > .card:first-child { margin-top: 1.6rem; }
.card h3 { margin: 0 0 .3rem; } .card .why { font-size: 1.05rem; font-weight: 600; }
.verdict .title { font-size: 1.3rem; font-weight: 650; line-height: 1.35; }
dl.pair { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dl.pair > div { display: contents; }
ol.steps, ul.gates { list-style: none; margin: 0; padding: 0; }
ol.steps, ul.gates.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
ol.steps > li + li, ul.gates.panel > li + li { border-top: 1px solid var(--line); }
summary { cursor: pointer; border-radius: 6px; }
ol.steps > li > details > summary, .host > summary, .gate > details > summary { display: flex; gap: .6rem; align-items: baseline; list-style: none; padding: .65rem 1rem; }
.host > summary { padding: .35rem 0; } .gate > details > summary { padding: 0; } .host { border-top: 1px solid var(--line); }
summary::-webkit-details-marker { display: none; }
ol.steps > li > details > summary::after, .host > summary::after, .gate > details > summary::after { content: ""; flex: none; align-self: center; width: .4em; height: .4em; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg) translate(-.1em, -.1em); opacity: .7; }
details[open] > summary::after { transform: rotate(-135deg) translate(-.1em, -.1em) !important; }
summary:focus-visible, pre:focus-visible, a:focus-visible { outline: 2px solid var(--busy); outline-offset: 2px; }
.sign { flex: none; width: 1.1em; text-align: center; font-weight: 700; }
.title { flex: 1; min-width: 0; } li > details > summary .title { font-weight: 550; }
.state { flex: none; text-align: right; white-space: nowrap; }
.id { color: var(--soft); font-weight: 400; margin-left: .3rem; }
.effect { flex: none; color: var(--soft); font-size: .8em; border: 1px solid var(--line); border-radius: 4px; padding: 0 .4em; }
.effect.destructive { color: var(--bad); border-color: currentColor; }
.inside { padding: 0 1rem 1rem 2.7rem; } .host .inside { padding: 0 0 .8rem 1.7rem; }
.reason { color: var(--soft); }
.gate { padding: .5rem 0; } ul.gates.panel > .gate { padding: .65rem 1rem; }
.gate .row { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: center; }
.gate .below { padding-left: 1.7rem; color: var(--soft); } .gate .below p { margin: .15rem 0; } .gate .below > p { display: inline-block; margin-right: 1.2rem; }
.gate .seen { white-space: pre-wrap; color: var(--ink); }
pre code { font-size: inherit; }
.spark { flex: none; overflow: visible; }
.spark polyline { fill: none; stroke: var(--soft); stroke-width: 1.2; opacity: .7; }
.spark .axis { stroke: var(--line); } .spark .threshold { stroke: var(--doubt); stroke-dasharray: 3 3; }
.spark circle { fill: var(--good); stroke: none; } .spark path { fill: none; stroke-width: 1.6; }
.spark path.bad { stroke: var(--bad); } .spark path.doubt { stroke: var(--doubt); fill: var(--panel); }
.chart { display: block; width: 100%; max-width: 40rem; height: auto; font-size: 11px; }
.chart polyline { fill: none; stroke: var(--busy); stroke-width: 1.8; stroke-linejoin: round; } .chart polygon { fill: var(--busy); opacity: .1; } .chart circle { fill: var(--busy); }
.chart .axis { stroke: var(--line); } .chart text { fill: var(--soft); font-variant-numeric: tabular-nums; } .chart .end { text-anchor: end; }
.spark text { font-size: 10px; fill: var(--soft); font-variant-numeric: tabular-nums; } .spark .limit { fill: var(--doubt); }
.ask { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .9rem; margin: .4rem 0 .8rem; }
.wide { overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; overflow-wrap: break-word; } th, td { text-align: left; vertical-align: top; padding: .5rem 1rem; }
td { white-space: pre-wrap; } td.time { white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--soft); }
th { font-weight: 500; color: var(--soft); font-size: .86em; } tbody th { color: var(--ink); font-size: inherit; } tbody tr { border-top: 1px solid var(--line); }
.about { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .3rem 1.1rem .6rem; }
section > details > summary { padding: .65rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
section > details[open] > summary { margin-bottom: .6rem; }
ins, del { text-decoration: none; } ins { color: var(--good); } del { color: var(--bad); } .hunk { color: var(--busy); }
footer { margin-top: 3rem; color: var(--soft); font-size: .86em; }
pre .b { font-weight: 700; } pre .d { opacity: .7; } pre .i { font-style: italic; } pre .u { text-decoration: underline; }
.f0 { color: var(--soft); } .f1, .f9 { color: var(--bad); } .f2, .f10 { color: var(--good); } .f3, .f11 { color: var(--doubt); }
.f4, .f12 { color: var(--busy); } .f5, .f13 { color: #a05cc0; } .f6, .f14 { color: #1f8f9c; } .f7, .f8 { color: var(--soft); } .f15 { color: inherit; }
.g1, .g9 { background: var(--bad-ground); } .g2, .g10 { background: var(--good-ground); } .g3, .g11 { background: var(--doubt-ground); }
.g4, .g6, .g12, .g14 { background: var(--busy-ground); } .g0, .g5, .g7, .g8, .g13, .g15 { background: var(--line); }
@media (max-width: 34rem) {
  body { padding: 1.2rem .8rem 3rem; }
  ol.steps > li > details > summary { flex-wrap: wrap; padding: .6rem .8rem; } .title { flex-basis: calc(100% - 2rem); } .effect, .gate .state { margin-left: 1.7rem; }
  .inside { padding: 0 .8rem .8rem; } dl.captures > div, dl.evidence > div, dl.pair { display: block; } dl.pair > div { display: block; margin-top: .3rem; }
  .spark { width: 100%; }
}
@media print {
  :root { --ground: #fff; --panel: #fff; --code: #fff; --ink: #000; --soft: #444; --line: #bbb; --good: #0b5a35; --bad: #9c1f17; --doubt: #6d4500; --busy: #134a96; }
  html { font-size: 10pt; } body { max-width: none; padding: 0; } pre { max-height: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .card, .gate, tr { break-inside: avoid; } h2 { break-after: avoid; }
}
`;
