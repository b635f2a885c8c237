// The look of what the playground adds around GraphiQL, light and dark, and how all of it fits the width of a phone.

const dark = `
background: #1b222b; color: #dbe3ec; --line: #3a4654; --note: #5a3a17; --note-text: #fbe9d3; --plate: #263140;`;

export const playgroundStyle = `
html { color-scheme: light dark; }
html, body { height: 100%; margin: 0; }
html[lang="en"] [lang="zh"], html[lang="zh"] [lang="en"] { display: none; }
body { display: flex; flex-direction: column; font-family: system-ui, sans-serif; background: #f7f9fb; color: #22303d;
  --line: #d8e0e8; --note: #fbe9d3; --note-text: #6b3d12; --plate: #ffffff; }
body.graphiql-dark {${dark} }
@media (prefers-color-scheme: dark) { body:not(.graphiql-light) {${dark} } }

.page-header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding: 8px 16px; font-size: 14px; border-bottom: 1px solid var(--line); }
.page-header img { width: 22px; height: 22px; }
.page-header strong { font-size: 16px; }
.page-header .name { display: flex; align-items: center; gap: 8px; }
.page-header .simulated { padding: 2px 10px; border-radius: 10px; background: var(--note); color: var(--note-text); }
.page-header .controls { display: flex; gap: 8px; margin-left: auto; }
.page-header select, .page-header button, .answer-switch {
  font: inherit; color: inherit; background: var(--plate); border: 1px solid var(--line); border-radius: 6px; padding: 4px 10px; cursor: pointer; }
.page-header select { width: 220px; }

#key { border: 1px solid var(--line); border-radius: 8px; background: var(--plate); color: inherit; max-width: 420px; }
#key::backdrop { background: rgb(0 0 0 / 50%); }
#key form { display: flex; flex-direction: column; gap: 12px; }
#key p { margin: 0; font-size: 13px; }
#key label { font-weight: 600; }
#key input, #key button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; padding: 6px 10px; }
#key input { -webkit-text-security: disc; font-family: monospace; }
#key .refused { color: #b3261e; }
body.graphiql-dark #key .refused { color: #ff8a80; }

#playground { flex: 1; min-height: 0; }
#playground .graphiql-container { height: 100%; }
#playground > .loading { padding: 16px; }
.graphiql-logo { display: none; }

.graphiql-response { position: relative; }
.answer { position: absolute; inset: 0; z-index: 7; display: flex; flex-direction: column; background: var(--plate); border-radius: 8px; }
.answer.as-json { inset: 0 0 auto auto; background: none; }
.answer-switch { align-self: flex-end; margin: 8px 8px 0; font-size: 13px; }
.answer-scroll { flex: 1; min-height: 0; overflow: auto; margin: 8px; }
.answer table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; min-width: 100%; }
.answer th, .answer td { padding: 5px 8px; text-align: left; white-space: nowrap; border-bottom: 1px solid var(--line); }
.answer .number { text-align: right; min-width: 72px; }
.answer thead th { white-space: normal; vertical-align: bottom; position: sticky; top: 0; background: var(--plate); font-weight: 600; }
.answer tfoot td { position: sticky; bottom: 0; background: var(--plate); font-weight: 600; border-top: 2px solid var(--line); }

@media (max-width: 700px) {
  .page-header { padding: 6px 10px; font-size: 13px; }
  .page-header .about { display: none; }
  .page-header .simulated { flex-basis: 100%; box-sizing: border-box; }
  .page-header .controls { flex: 1; margin-left: 0; min-width: 0; }
  .page-header .controls select { flex: 1; min-width: 0; }
  .graphiql-container { flex-direction: column; }
  .graphiql-container .graphiql-sidebar { flex-direction: row; width: auto; padding: 4px 8px; }
  .graphiql-container .graphiql-sidebar > button { flex: none; width: auto; margin: 0 !important; padding: 6px; }
  .graphiql-container .graphiql-main { flex-direction: column; min-height: 0; }
  .graphiql-container .graphiql-plugin { flex: 1 1 45% !important; min-width: 0 !important; max-width: none; min-height: 0; overflow: auto; border-left: 0; border-bottom: 1px solid var(--line); padding: 12px; }
  .graphiql-container:has(.graphiql-sidebar > .active) .graphiql-sessions { display: none; }
  .graphiql-container .graphiql-horizontal-drag-bar { display: none; }
  .graphiql-container .graphiql-sessions { margin: 0; border-radius: 0; min-height: 0; }
  .graphiql-container #graphiql-session { flex-direction: column; padding: 0; min-height: 0; }
  .graphiql-container .graphiql-editors { flex: 1 1 45% !important; min-height: 0; border-radius: 0; margin: 0; }
  .graphiql-container .graphiql-query-editor { padding: 8px; column-gap: 8px; }
  .graphiql-container .graphiql-editor-tools { padding: 4px 8px; }
  .graphiql-container .graphiql-response { flex: 1 1 55% !important; min-height: 0; border-top: 1px solid var(--line); }
}
`;
