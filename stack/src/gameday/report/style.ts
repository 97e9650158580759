/** The report's whole style: nothing is fetched. */
export const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 68rem; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1rem 0; }
th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
th:first-child, td:first-child { text-align: left; white-space: nowrap; }
th { vertical-align: bottom; }
section { margin-top: 3rem; }
svg { width: 100%; height: auto; font-size: 11px; }
svg text { fill: currentColor; }
.grid { stroke: currentColor; opacity: .2; }
.threshold { stroke: #d33; stroke-dasharray: 4 3; }
.mark { stroke: currentColor; stroke-dasharray: 2 3; opacity: .6; }
.line { fill: none; stroke-width: 2; }
.line-0 { stroke: #2a7de1; } .line-1 { stroke: #e08a00; } .line-2 { stroke: #2f9e5b; }
.line-3 { stroke: #9b51e0; } .line-4 { stroke: #888; }
.key-0 { color: #2a7de1; } .key-1 { color: #e08a00; } .key-2 { color: #2f9e5b; }
.key-3 { color: #9b51e0; } .key-4 { color: #888; }
.missed { color: #d33; font-weight: 600; }
`;
