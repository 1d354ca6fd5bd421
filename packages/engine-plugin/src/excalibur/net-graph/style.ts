/**
 * The overlay's own style; nothing of it reaches the page, and nothing of the page's reaches it: not even the element itself, which `* { margin: 0 }` or `div { color: red }` would
 * style if all that it says of itself were not important.
 */
export const style = `
:host { all: initial !important; display: block !important; container-type: inline-size !important; }
:host([data-over]) {
  position: absolute !important; left: var(--left) !important; top: var(--top) !important; width: var(--width) !important; height: var(--height) !important; z-index: 1000 !important;
  display: flex !important; align-items: flex-start !important; box-sizing: border-box !important; padding: 8px !important; pointer-events: none !important;
}
:host([data-over$="right"]) { justify-content: flex-end !important; }
:host([data-over^="bottom"]) { align-items: flex-end !important; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.graph {
  --paper: #fbf4e6; --soft: #a9bab6; --line: #ffffff1f; --brass: #e8b45a; --in: #6cc7c0; --out: #c9a6e4; --good: #9ccf76; --fair: #f2c14e; --bad: #ff8e78;
  color-scheme: dark; color: var(--paper); font: 12px/1.35 ui-sans-serif, "Segoe UI", "Noto Sans", "DejaVu Sans", system-ui, sans-serif; font-variant-numeric: tabular-nums;
  -webkit-text-size-adjust: 100%;
  pointer-events: auto; display: flex; flex-direction: column; width: 600px; max-width: 100%; max-height: 100%; overflow: hidden;
  background: #10272a; border: 1px solid #3b5654; border-radius: 6px; box-shadow: 0 6px 24px #0007;
}
:host(:not([data-over])) .graph { width: auto; }
header { display: flex; align-items: center; gap: 6px; padding: 4px 4px 4px 10px; border-bottom: 1px solid var(--line); flex: none; }
h2 { margin: 0; font-size: 13px; font-weight: 650; letter-spacing: .01em; }
.title { flex: 1; min-width: 0; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 10px; }
.relay { color: var(--soft); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.dot::before { content: ""; display: inline-block; width: 7px; height: 7px; border-radius: 50%; margin-right: 5px; background: var(--soft); vertical-align: 1px; }
.dot[data-is=good]::before { background: var(--good); }
.dot[data-is=fair]::before { background: var(--fair); }
.dot[data-is=bad]::before { background: var(--bad); border-radius: 0; }
[data-is=fair] { color: var(--fair); }
[data-is=bad] { color: var(--bad); }
.dot[data-is] { color: var(--soft); }
button, input, label { font: inherit; color: inherit; }
button { appearance: none; margin: 0; border: 1px solid transparent; border-radius: 4px; background: none; min-height: 26px; padding: 2px 9px; cursor: pointer; }
button:hover { background: #ffffff14; }
:focus-visible { outline: 2px solid #ffe3a3; outline-offset: 1px; }
[role=tablist] { display: flex; gap: 2px; }
[role=tab] { color: var(--soft); }
[role=tab][aria-selected=true] { color: var(--paper); background: #ffffff1a; }
.close { padding: 2px 8px; font-size: 15px; line-height: 1; color: var(--soft); }
.fake { display: flex; align-items: center; gap: 10px; padding: 3px 4px 3px 10px; background: #f2c14e; color: #2a2005; font-weight: 600; }
.fake span { flex: 1; }
.fake button { border-color: #2a200577; white-space: nowrap; }
.fake button:focus-visible { outline-color: #2a2005; }
[role=tabpanel] { overflow: auto; overscroll-behavior: contain; min-height: 0; }
.totals { display: grid; grid-template-columns: repeat(6, auto); justify-content: space-between; gap: 6px 12px; margin: 0; padding: 8px 10px; }
.totals div { min-width: 0; }
dt { color: var(--soft); font-size: 11px; }
dd { margin: 0; font-size: 15px; white-space: nowrap; }
dd span, dd small { display: block; }
.charts { padding: 0 10px 6px; }
.legend { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; color: var(--soft); font-size: 11px; }
.legend span { display: flex; justify-content: space-between; gap: 6px; white-space: nowrap; overflow: hidden; }
.legend i { font-style: normal; }
.legend b { font-weight: 600; }
.ping { color: var(--brass); } .in { color: var(--in); } .out { color: var(--out); }
canvas { display: block; width: 100%; height: 44px; }
table { width: 100%; border-collapse: separate; border-spacing: 0; }
th, td { padding: 3px 6px; text-align: right; font-weight: normal; vertical-align: top; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 10px; }
th:last-child, td:last-child { padding-right: 10px; }
thead { position: sticky; top: 0; background: #18353a; box-shadow: 0 1px 0 var(--line), 0 -1px 0 var(--line); }
thead th { color: var(--soft); font-size: 11px; vertical-align: bottom; }
tbody + tbody > tr:first-child > * { border-top: 1px solid var(--line); }
.name { display: block; max-width: 130px; overflow: hidden; text-overflow: ellipsis; font-weight: 600; }
td span, td small, th small { display: block; }
small { font-size: 11px; color: var(--soft); }
small[data-is=fair]:not(.dot) { color: var(--fair); } small[data-is=bad]:not(.dot) { color: var(--bad); }
.why td { padding-top: 0; padding-bottom: 5px; color: var(--fair); white-space: normal; text-align: left; }
.empty { margin: 0; padding: 10px; color: var(--soft); }
form { padding: 8px 10px 10px; display: grid; gap: 8px; }
.top { display: flex; align-items: end; gap: 10px; }
fieldset { flex: 1; margin: 0; padding: 0; border: 0; min-width: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 4px; }
legend { padding: 0; float: left; width: 90px; }
.choice { position: relative; }
.choice input { position: absolute; inset: 0; opacity: 0; margin: 0; width: 100%; height: 100%; cursor: pointer; }
.choice span, .preset, .reset { display: inline-flex; align-items: center; border: 1px solid #4a6664; border-radius: 4px; min-height: 28px; padding: 2px 10px; }
.choice input:checked + span, .preset[aria-pressed=true] { background: #f3d68c; border-color: #f3d68c; color: #2a2005; font-weight: 600; }
.choice input:focus-visible + span { outline: 2px solid #ffe3a3; outline-offset: 1px; }
.slider { display: grid; grid-template-columns: 84px minmax(60px, 1fr) 76px; gap: 0 10px; align-items: center; }
.slider .value { text-align: right; white-space: nowrap; }
.slider small { grid-column: 2 / -1; }
.slider[data-on=true] .value { color: var(--fair); font-weight: 600; }
input[type=range] { width: 100%; min-height: 24px; margin: 0; accent-color: #f3d68c; cursor: pointer; touch-action: pan-y; }
.note { margin: 0; color: var(--soft); font-size: 11px; }
.note[data-is] { color: var(--bad); }
@media (pointer: coarse) {
  button, .choice span, .preset, .reset { min-height: 44px; }
  input[type=range] { min-height: 40px; }
  [role=tab], .close { min-width: 44px; }
}
@container (max-width: 520px) {
  .title { flex-direction: column; }
  .totals { grid-template-columns: repeat(3, 1fr); }
  table, tbody { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody { padding: 5px 10px; }
  tbody + tbody { border-top: 1px solid var(--line); }
  tbody + tbody > tr:first-child > * { border-top: 0; }
  tbody tr { display: grid; grid-template-columns: repeat(3, 1fr); gap: 4px 10px; }
  tbody tr.why { display: block; }
  th, td, th:first-child, td:first-child, th:last-child, td:last-child { display: block; padding: 0; text-align: left; }
  tbody th { grid-column: 1 / -1; display: flex !important; align-items: baseline; gap: 8px; }
  .name { max-width: 60%; }
  td[data-label]::before { content: attr(data-label); display: block; color: var(--soft); font-size: 10px; }
  .slider { grid-template-columns: 1fr auto; }
  .slider input { grid-column: 1 / -1; grid-row: 2; }
  .slider small { display: none; }
  legend { float: none; width: auto; margin-bottom: 2px; }
}
`;
