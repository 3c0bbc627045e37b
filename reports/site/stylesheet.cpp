// SPDX-License-Identifier: Apache-2.0
/// \file
/// The stylesheet of all pages.
#include "reports/site/document.hpp"

namespace attest::site {
namespace {

constexpr std::string_view text = R"css(:root {
  --ink: #1c1e21; --faint: #5c6470; --paper: #ffffff; --panel: #f4f5f7; --line: #d8dce2;
  --link: #0b57a4; --good: #14672f; --bad: #b3261e; --open: #7a5200;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e6ea; --faint: #9aa3af; --paper: #15171a; --panel: #1e2125; --line: #363b42;
    --link: #8ab8f0; --good: #74c98c; --bad: #f2938c; --open: #e0b45c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif;
}
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0 0.75rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 0.5rem; padding-top: 0.75rem;
     border-top: 1px solid var(--line); }
h3 { font-size: 1.02rem; margin: 1.5rem 0 0.4rem; }
h4 { font-size: 0.95rem; margin: 1.2rem 0 0.3rem; color: var(--faint); }
p, ul { margin: 0.5rem 0; }
ul { padding-left: 1.3rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
code, pre, .math { font-family: ui-monospace, "DejaVu Sans Mono", "Liberation Mono", monospace;
                   font-size: 0.86em; }
.math { font-style: italic; overflow-wrap: anywhere; }
code { background: var(--panel); padding: 0.08em 0.3em; border-radius: 3px;
       overflow-wrap: break-word; }
pre { background: var(--panel); padding: 0.75rem 0.9rem; border-radius: 6px; overflow-x: auto;
      line-height: 1.45; }
pre code { background: none; padding: 0; font-size: 1em; overflow-wrap: normal; }
.table { overflow-x: auto; margin: 0.6rem 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; line-height: 1.4; }
th, td { text-align: left; vertical-align: top; padding: 0.36rem 0.75rem 0.36rem 0;
         border-bottom: 1px solid var(--line); min-width: 3.5rem; }
th { font-weight: 600; color: var(--faint); white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.mark { font-weight: 600; white-space: nowrap; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.open { color: var(--open); }
details { margin: 0.6rem 0 1rem; }
summary { cursor: pointer; color: var(--link); }
@media screen and (max-width: 40rem) {
  main { padding: 0.75rem 0.85rem 3rem; }
  h1 { font-size: 1.35rem; }
  thead { display: none; }
  table, tbody, tr, td { display: block; }
  tr { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  td { border: 0; padding: 0.08rem 0 0.08rem 7rem; position: relative; min-height: 1.3rem; }
  td::before { content: attr(data-title); position: absolute; left: 0; width: 6.6rem;
               color: var(--faint); }
  td.number { text-align: left; }
  td.empty { display: none; }
}
@media print {
  :root { --ink: #000; --faint: #333; --paper: #fff; --panel: #f2f2f2; --line: #bbb;
          --link: #000; --good: #000; --bad: #000; --open: #000; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .table, pre { overflow: visible; }
  pre { white-space: pre-wrap; }
  h1, h2, h3, h4 { break-after: avoid; }
  tr, pre { break-inside: avoid; }
}
)css";

}  // namespace

std::string_view stylesheet() { return text; }

}  // namespace attest::site
