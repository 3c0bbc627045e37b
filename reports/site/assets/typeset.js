// SPDX-License-Identifier: Apache-2.0
// Typesets every formula of a report in one process. Reads {"formulas": [TeX, ...]} and writes
// {"html": [HTML, ...], "css": the rules in use, "fonts": their files, "folder": where these are},
// or {"failed": index, "message": why} for the first formula that KaTeX refuses.
'use strict';
const fs = require('fs');
const folder = ['/usr/share/nodejs/katex/dist', '/usr/share/javascript/katex'].find(fs.existsSync);
if (!folder) {
  process.stderr.write('KaTeX is not installed');
  process.exit(1);
}
const katex = require(folder + '/katex.js');
const formulas = JSON.parse(fs.readFileSync(0, 'utf8')).formulas;

const html = [];
for (const tex of formulas) {
  try {
    html.push(katex.renderToString(tex, {throwOnError: true, strict: 'error', trust: false}));
  } catch (error) {
    process.stdout.write(JSON.stringify({failed: html.length, message: error.message}));
    process.exit(0);
  }
}

// The classes that the formulas use decide which fonts they need.
const used = new Set();
for (const text of html) {
  for (const [, names] of text.matchAll(/class="([^"]*)"/g)) names.split(/\s+/).forEach(c => used.add(c));
}
const css = fs.readFileSync(folder + '/katex.min.css', 'utf8');
const isUsed = selector => {
  const classes = [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)].map(match => match[1]);
  return classes.length > 0 && classes.every(name => used.has(name));
};
const property = (rule, name) => (rule.match(new RegExp(name + ':([^;]*)')) || [])[1];
const rules = [];
const faces = new Set();
for (const [, selectors, rule] of css.replace(/@font-face\{[^}]*\}/g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
  const wanted = selectors.split(',').filter(isUsed);
  if (wanted.length === 0) continue;
  const family = /KaTeX_\w+/.exec(rule);
  const weight = property(rule, 'font-weight') || '400';
  const style = property(rule, 'font-style') || 'normal';
  if (family || weight !== '400' || style !== 'normal') {
    faces.add(`${family ? family[0] : 'KaTeX_Main'} ${weight === 'bold' ? '700' : weight} ${style}`);
  }
  rules.push(`${wanted.join(',')}{${rule}}`);
}
const fonts = [];
const declarations = [];
for (const [, rule] of css.matchAll(/@font-face\{([^}]*)\}/g)) {
  const face = `${property(rule, 'font-family')} ${property(rule, 'font-weight')} ${property(rule, 'font-style')}`;
  const font = /fonts\/([\w-]+\.woff2)/.exec(rule);
  if (!faces.has(face) || !font) continue;
  fonts.push(font[1]);
  declarations.push(rule.replace(/src:[^;]*;/, `src:url(fonts/${font[1]}) format('woff2');`) + ';font-display:swap');
}
const sheet = declarations.map(rule => `@font-face{${rule}}`).concat(rules).join('\n') + '\n';
process.stdout.write(JSON.stringify({html, css: sheet, fonts, folder: folder + '/fonts'}));
