/// The page around the report's parts: no script, no network, one file.
enum ReportTemplate {
  /// What marks a file as one of ours, which a later report may replace.
  static let mark = "<meta name=\"generator\" content=\"Greenroom report\">"

  // Three braces are drawings and styles of our own making only; all else is escaped.
  static let page = """
    {{% CONTENT_TYPE:GREENROOM}}<!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    \(mark)
    <title>{{title}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the report</a>
    <header>
    <p class="brand">Greenroom</p>
    <h1>{{title}}</h1>
    <p class="made">{{made}}</p>
    </header>
    <main id="main">
    <dl class="facts">
    {{#facts}}<div><dt>{{name}}</dt><dd>{{value}}</dd><dd class="more">{{more}}</dd></div>
    {{/facts}}</dl>
    <p class="next"><strong>Next:</strong> {{next}}</p>
    <nav aria-label="Parts of the report"><ul>
    {{#sections}}<li><a href="#{{id}}">{{title}}</a></li>
    {{/sections}}</ul></nav>
    <div class="sections">
    {{#sections}}<section id="{{id}}" aria-labelledby="{{id}}-heading"{{#isWide}} class="wide"{{/isWide}}>
    <h2 id="{{id}}-heading">{{title}}</h2>
    {{#words}}<p>{{.}}</p>
    {{/words}}{{#drawings}}<figure>{{{.}}}</figure>
    {{/drawings}}{{#tables}}{{#isFolded}}<details><summary>{{name}}</summary>
    {{/isFolded}}<div class="scroll" role="region" tabindex="0" aria-label="{{name}}">
    <table><caption>{{name}}</caption>
    <thead><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
    <tbody>{{#rows}}<tr><th scope="row">{{head}}</th>{{#cells}}<td>{{.}}</td>{{/cells}}</tr>
    {{/rows}}</tbody></table></div>
    {{#more}}<p class="more">{{more}}</p>
    {{/more}}{{#isFolded}}</details>
    {{/isFolded}}{{/tables}}</section>
    {{/sections}}</div>
    </main>
    <footer><p>{{foot}}</p></footer>
    </body>
    </html>

    """

  static let style = """
    :root { color-scheme: light dark; --paper: #faf9f6; --card: #ffffff; --ink: #1c2226;
      --soft: #56626a; --rule: #dcdfdb; --accent: #0b6b5d; --second: #b4530f; --third: #5a4fb0;
      --track: #e9ebe7; }
    @media (prefers-color-scheme: dark) { :root { --paper: #12171a; --card: #1a2125;
      --ink: #e7ebed; --soft: #a3afb6; --rule: #313a40; --accent: #4fc4b0; --second: #f2a265;
      --third: #a9a0f5; --track: #2a3338; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 3rem; background: var(--paper);
      color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif;
      overflow-wrap: anywhere; }
    a { color: var(--accent); }
    :focus-visible { outline: 3px solid var(--second); outline-offset: 2px; }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem 1rem; }
    header { border-bottom: 1px solid var(--rule); margin-bottom: 1.25rem; }
    .brand { margin: 0; font-weight: 600; letter-spacing: .08em; text-transform: uppercase;
      font-size: .8rem; color: var(--accent); }
    h1 { margin: .1rem 0 0; font-size: clamp(1.5rem, 4vw, 2.2rem); line-height: 1.2; }
    h2 { margin: 0 0 .5rem; font-size: 1.15rem; }
    .made, .more, footer { color: var(--soft); font-size: .9rem; }
    .made { margin: .25rem 0 1rem; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
      gap: .75rem; margin: 0 0 1rem; }
    .facts div { background: var(--card); border: 1px solid var(--rule); border-radius: .6rem;
      padding: .7rem .9rem; }
    dt { color: var(--soft); font-size: .85rem; }
    dd { margin: 0; font-size: 1.45rem; font-weight: 600; line-height: 1.3; }
    dd.more { font-size: .85rem; font-weight: 400; }
    .next { background: var(--card); border-left: .3rem solid var(--accent); padding: .6rem .9rem;
      margin: 0 0 1rem; border-radius: 0 .4rem .4rem 0; }
    nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0;
      margin: 0 0 1.25rem; font-size: .95rem; }
    nav a { display: inline-block; padding: .2rem 0; }
    @media (min-width: 60rem) { .sections { columns: 2; column-gap: 1rem; }
      .wide { column-span: all; } }
    section { background: var(--card); border: 1px solid var(--rule); border-radius: .6rem;
      padding: 1rem; margin: 0 0 1rem; break-inside: avoid; }
    section p { margin: 0 0 .6rem; max-width: 65ch; }
    figure { margin: .5rem 0; }
    svg { display: block; width: 100%; height: auto; }
    svg text { font: 13px system-ui, "Segoe UI", "Noto Sans", sans-serif; fill: var(--soft); }
    svg .name { fill: var(--ink); font-size: 14px; }
    .fill { fill: var(--accent); } .second { fill: var(--second); } .track { fill: var(--track); }
    .axis { stroke: var(--soft); stroke-width: 1.2; } .grid { stroke: var(--rule); }
    .range { stroke: var(--ink); stroke-width: 1.6; } .mark { stroke: var(--second); stroke-width: 3.5; }
    .reference { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 5 4; }
    .path { fill: none; stroke-width: 2.2; } .dot { stroke: var(--card); stroke-width: 1; }
    .path.first { stroke: var(--accent); } .dot.first { fill: var(--accent); }
    .path.other { stroke: var(--second); stroke-dasharray: 7 3; } .dot.other { fill: var(--second); }
    .path.third { stroke: var(--third); stroke-dasharray: 2 3; } .dot.third { fill: var(--third); }
    .heat0 { fill: var(--track); } .heat1 { fill: var(--accent); fill-opacity: .3; }
    .heat2 { fill: var(--accent); fill-opacity: .53; } .heat3 { fill: var(--accent); fill-opacity: .77; }
    .heat4 { fill: var(--accent); }
    details { margin-top: .5rem; } summary { cursor: pointer; color: var(--accent); padding: .2rem 0; }
    .scroll { overflow-x: auto; max-height: 28rem; overflow-y: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
    caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--rule);
      vertical-align: top; font-weight: 400; unicode-bidi: isolate; overflow-wrap: break-word; }
    thead th { color: var(--soft); position: sticky; top: 0; background: var(--card); }
    tbody th { min-width: 6.5rem; }
    @media print {
      :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #444;
        --rule: #ccc; --accent: #0b6b5d; --second: #b4530f; --third: #5a4fb0; --track: #eee; }
      body { max-width: none; padding: 0; font-size: 10pt; } nav, .skip { display: none; }
      .sections { columns: auto; } section { break-inside: auto; border: 0; border-top: 1px solid #ccc; padding: .6rem 0; }
      figure { break-inside: avoid; max-width: 34rem; } h2 { break-after: avoid; } tr { break-inside: avoid; }
      .scroll { max-height: none; overflow: visible; } thead th { position: static; }
      .heat0, .heat1, .heat2, .heat3, .heat4, .fill, .second, .track { print-color-adjust: exact; }
      details::details-content { content-visibility: visible; block-size: auto; }
    }
    """
}
