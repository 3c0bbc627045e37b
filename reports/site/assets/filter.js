// SPDX-License-Identifier: Apache-2.0
// Lets a reader narrow the claims of the first page down: by words, family, kind and standing. Every claim stands in
// the page; this hides some and shows them again. The choice is kept in the address (#words=graph&kind=reduces).
'use strict';
addEventListener('DOMContentLoaded', () => {
  const rows = [...document.querySelectorAll('tr[data-words]')];
  const before = document.getElementById('claims');
  if (rows.length < 2 || !before) return;
  const names = ['family', 'kind', 'standing'];
  const valuesOf = (row, name) => row.dataset[name].split('|');
  const textOf = row => (row.textContent + ' ' + row.dataset.words).toLowerCase();
  const texts = new Map(rows.map(row => [row, textOf(row)]));

  const form = document.createElement('form');
  form.className = 'filter';
  form.setAttribute('role', 'search');
  form.setAttribute('aria-label', 'Claims');
  const field = (name, control) => {
    const label = form.appendChild(document.createElement('label'));
    label.append(name, control);
    control.name = name;
    return control;
  };
  const words = field('words', document.createElement('input'));
  words.type = 'search';
  for (const name of names) {
    const select = field(name, document.createElement('select'));
    select.add(new Option('all', ''));
    for (const value of [...new Set(rows.flatMap(row => valuesOf(row, name)))].sort()) {
      select.add(new Option(value, value));
    }
  }
  const clear = form.appendChild(document.createElement('button'));
  clear.type = 'reset';
  clear.textContent = 'Show all';
  const count = form.appendChild(document.createElement('output'));

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isWanted = row => wanted.every(word => texts.get(row).includes(word)) &&
      names.every(name => !form.elements[name].value || valuesOf(row, name).includes(form.elements[name].value));
    for (const row of rows) row.hidden = !isWanted(row);
    for (const panel of document.querySelectorAll('.claims')) {
      panel.hidden = !panel.querySelector('tr[data-words]:not([hidden])');
      panel.previousElementSibling.hidden = panel.hidden;  // the family's heading
    }
    const shown = rows.filter(row => !row.hidden).length;
    count.textContent = `${shown} of ${rows.length} claims`;
    clear.hidden = shown === rows.length;
  };
  const controls = () => [...form.elements].filter(control => control.name);
  const keep = () => {
    const state = new URLSearchParams(controls().map(control => [control.name, control.value]).filter(pair => pair[1]));
    history.replaceState(null, '', location.pathname + location.search + (state.toString() ? '#' + state : ''));
    apply();
  };
  const read = () => {
    const isState = location.hash.includes('=');
    const target = document.getElementById(location.hash.slice(1));
    if (!isState && location.hash && !(target && target.hidden)) return;  // an anchor: what is shown stays
    const state = new URLSearchParams(location.hash.slice(1));
    for (const control of controls()) control.value = state.get(control.name) ?? '';
    for (const name of names) {
      const select = form.elements[name];
      if (select.selectedIndex < 0) select.value = '';  // a value of another report
    }
    apply();
    if (isState) before.scrollIntoView();
    else if (target) target.scrollIntoView();
  };
  form.addEventListener('input', keep);
  form.addEventListener('reset', () => setTimeout(keep));
  form.addEventListener('submit', event => event.preventDefault());
  addEventListener('hashchange', read);
  before.after(form);
  apply();
  read();
});
