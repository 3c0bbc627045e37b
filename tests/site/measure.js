// SPDX-License-Identifier: Apache-2.0
// Measures the pages in the frames around it and writes "PROBLEM: ..." lines.
'use strict';
const leastContrast = 4.5;  // WCAG 2.1, level AA, for text
const problems = [];

// A colour as [red, green, blue, alpha], 0 to 255 and 0 to 1.
const parts = colour => {
  const numbers = colour.match(/[\d.]+/g).map(Number);
  return numbers.length === 4 ? numbers : [...numbers, 1];
};
const luminance = ([r, g, b]) => {
  const linear = [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const contrast = (a, b) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};
const ground = element => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parts(at.ownerDocument.defaultView.getComputedStyle(at).backgroundColor);
    if (colour[3] === 1) return colour;
  }
  return [255, 255, 255, 1];
};

const checkText = (view, page) => {
  const seen = new Set();
  const walker = view.document.createTreeWalker(view.document.body, view.NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest('.katex-mathml')) continue;
    const colour = parts(view.getComputedStyle(element).color);
    const under = ground(element);
    const key = `${colour} on ${under}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (contrast(colour, under) < leastContrast) {
      problems.push(`${page}: contrast ${contrast(colour, under).toFixed(2)} of "${walker.currentNode.data.trim().slice(0, 30)}"`);
    }
  }
  return seen.size;
};

// The claims that the first page shows where its filter is set so.
const checkFilter = (view, page) => {
  const form = view.document.querySelector('form.filter');
  const shown = () => [...view.document.querySelectorAll('tr[data-words]')].filter(row => !row.hidden);
  const expect = (what, holds) => { if (!holds) problems.push(`${page}: filter: ${what}`); };
  const set = (name, value) => {
    form.elements[name].value = value;
    form.dispatchEvent(new view.Event('input', { bubbles: true }));
  };
  if (!form) return problems.push(`${page}: no filter`);
  const all = shown().length;
  expect('every control has a label', [...form.elements].every(e => e.tagName === 'BUTTON' || e.tagName === 'OUTPUT' || e.labels.length === 1));
  set('words', 'MATCH_two');
  expect('words choose claims whatever their capitals', shown().length > 0 && shown().length < all &&
    shown().every(row => (row.textContent + row.dataset.words).toLowerCase().includes('match_two')));
  expect('the address says the words', view.location.hash === '#words=MATCH_two');
  expect('families without a claim are hidden', [...view.document.querySelectorAll('.claims')].every(panel =>
    panel.hidden === !panel.querySelector('tr[data-words]:not([hidden])') && panel.previousElementSibling.hidden === panel.hidden));
  set('words', '');
  set('kind', 'reduces');
  expect('a kind chooses claims', shown().length > 0 && shown().length < all &&
    shown().every(row => row.dataset.kind.split('|').includes('reduces')));
  set('words', 'no such claim');
  expect('no claim may be left', shown().length === 0 && form.querySelector('output').textContent.startsWith('0 of '));
  view.location.hash = '';
  for (const control of form.elements) if (control.name) control.value = '';
  set('words', '');
  expect('all come back', shown().length === all && form.querySelector('button').hidden);
};

const checkPage = frame => {
  const view = frame.contentWindow;
  const page = frame.getAttribute('src');
  const root = view.document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    problems.push(`${page}: ${root.scrollWidth} pixels wide in ${root.clientWidth}`);
    for (const element of view.document.querySelectorAll('body *')) {
      const box = element.getBoundingClientRect();
      if (box.right > root.clientWidth + 1 && !element.closest('.frame, pre, .picture, .katex-mathml')) {
        problems.push(`${page}: too wide: ${element.tagName} ${element.className} "${element.textContent.slice(0, 40)}"`);
        break;
      }
    }
  }
  for (const image of view.document.images) {
    if (!image.complete || image.naturalWidth === 0) problems.push(`${page}: no picture ${image.getAttribute('src')}`);
  }
  for (const formula of view.document.querySelectorAll('.katex')) {
    const shown = formula.querySelector('.katex-html');
    const hidden = formula.closest('details:not([open])');
    if (!formula.querySelector('math') || !shown || (!hidden && shown.getBoundingClientRect().width === 0)) {
      problems.push(`${page}: a formula without a form: ${formula.textContent}`);
    }
  }
  if (/\$[^$]+\$/.test([...view.document.querySelectorAll('p, td, li, h1, h2, h3')].map(e => e.textContent).join('\n'))) {
    problems.push(`${page}: TeX between dollars is shown`);
  }
  for (const entry of view.performance.getEntriesByType('resource')) {
    if (!entry.name.startsWith('file:') && !entry.name.startsWith('data:')) problems.push(`${page}: requests ${entry.name}`);
  }
  for (const font of view.document.fonts) {
    if (font.status === 'error') problems.push(`${page}: no font ${font.family}`);
  }
  for (const landmark of ['header', 'main', 'footer', 'h1', 'a.skip']) {
    if (view.document.querySelectorAll(landmark).length !== 1) problems.push(`${page}: not one ${landmark}`);
  }
  if (checkText(view, page) < 3) problems.push(`${page}: hardly any text was measured`);
};

addEventListener('load', () => {
  const frames = [...document.querySelectorAll('iframe')];
  for (const frame of frames) {
    frame.contentDocument.querySelectorAll('details').forEach(details => { details.open = true; });
    checkPage(frame);
    if (frame.getAttribute('src') === 'index.html') checkFilter(frame.contentWindow, 'index.html');
  }
  const summary = frames.length > 1 ? 'measured all pages' : 'no pages';
  document.getElementById('result').textContent = '\n' + problems.map(p => 'PROBLEM: ' + p.replace(/\s+/g, ' ')).join('\n') + '\n' + summary + '\n';
});
