/** One small sheet for the operator's pages; light and dark by the reader's own setting. */
export const styleSheet = `
:root { color-scheme: light dark; --line: light-dark(#d8dcde, #39434b); --soft: light-dark(#f6f7f8, #1d252b);
  --text: light-dark(#1f2933, #e8ecef); --mute: light-dark(#5c6970, #a4b1b8); --link: light-dark(#1f5fa8, #7db4f0);
  --good: light-dark(#0b6b3a, #6fd39c); --warn: light-dark(#8a4b00, #f2b872); --bad: light-dark(#a3202f, #ff8f98);
  --card: light-dark(#fff, #151b20); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--soft); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
header.top { background: var(--card); border-bottom: 1px solid var(--line); }
header.top div { max-width: 62rem; margin: 0 auto; padding: .75rem 1rem; display: flex; gap: 1rem; align-items: baseline; }
header.top strong { font-size: 1.05rem; letter-spacing: .01em; }
a { color: var(--link); } a:focus-visible, button:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; } h2 { font-size: 1.05rem; margin: 0 0 .6rem; }
.mute { color: var(--mute); } .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.1rem; margin-top: 1rem; }
main > section:first-child, section > :first-child { margin-top: 0; } section > :last-child, section > form:last-child p:last-child { margin-bottom: 0; }
.why { font-size: 1.1rem; margin: .25rem 0 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .75rem 0 0; } dt { color: var(--mute); } dd { margin: 0; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: baseline; padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--mute); font-weight: 600; border-top: 0; white-space: nowrap; } td.short { white-space: nowrap; }
tr.chosen td { font-weight: 600; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 99px; padding: 0 .6rem; font-size: .85rem; white-space: nowrap; }
ul.tests { margin: .2rem 0 0; padding-left: 1.1rem; text-wrap: pretty; } th.outcome { width: 17rem; }
button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--mute); border-radius: 6px; padding: .3rem .8rem; cursor: pointer; }
input { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--mute); border-radius: 6px; padding: .35rem .6rem; min-width: 0; }
input:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
.field { display: block; font-weight: 600; margin-top: 1rem; }
.address { display: flex; align-items: baseline; gap: .15rem; max-width: 32rem; } .address input { flex: 1; }
#apiKey { width: 100%; max-width: 32rem; } #where { margin: .3rem 0 0; font-size: .9rem; }
button.main { background: var(--link); border-color: var(--link); color: var(--card); font-weight: 600; padding: .45rem 1.1rem; }
code { font: .95em ui-monospace, monospace; overflow-wrap: anywhere; } code.secret { user-select: all; }
@media (max-width: 40rem) {
  thead { display: none; }
  tr { display: block; border-top: 1px solid var(--line); padding: .5rem 0; }
  tbody tr:first-child { border-top: 0; padding-top: 0; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--mute); }
  td, td.short { display: block; border: 0; padding: .1rem 0; white-space: normal; }
}
`;
