// Small comforts of the staff pages. Everything works without them; nothing here decides anything.
'use strict';
(() => {
  const root = document.documentElement;
  root.classList.add('fk-script');
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const typing = (element) => element?.closest('input, textarea, select, [contenteditable]');

  // Errors first: the summary takes the focus, so that it is read out and the links are at hand.
  const start = (within) => {
    within.querySelector?.('#error-summary')?.focus();
    all('[data-fk-bulk]', within).forEach(count);
  };

  // Selection: how many, and the box for the whole page.
  function count(bulk) {
    const boxes = all('[data-fk-select]');
    const ticked = boxes.filter((box) => box.checked).length;
    const said = bulk.querySelector('[data-fk-selected]');
    if (said) said.textContent = `${ticked} ${said.dataset.fkSelected}`;
    const page = document.querySelector('[data-fk-select-page]');
    if (page) {
      page.checked = ticked > 0 && ticked === boxes.length;
      page.indeterminate = ticked > 0 && ticked < boxes.length;
    }
  }

  document.addEventListener('change', (event) => {
    const box = event.target;
    if (box.matches('[data-fk-select-page]')) {
      all('[data-fk-select]').forEach((other) => { other.checked = box.checked; });
    }
    if (box.matches('[data-fk-select], [data-fk-select-page]')) {
      const bulk = document.querySelector('[data-fk-bulk]');
      if (bulk) count(bulk);
    }
  });

  // Nobody loses what they typed by leaving the page.
  let unsaved = false;
  document.addEventListener('input', (event) => {
    const form = event.target.closest('[data-fk-guard]');
    if (!form) return;
    unsaved = true;
    if (form.dataset.fkDraft) draft(form);
  });
  window.addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });

  // A second click on the button does not send the form twice.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (form.dataset.fkSent) { event.preventDefault(); return; }
    form.dataset.fkSent = '1';
    unsaved = false;
    if (form.dataset.fkBusy) busy(form);
    const seconds = Number(form.dataset.fkBusy ?? 0);
    setTimeout(() => { delete form.dataset.fkSent; }, 4000 + seconds * 1000);
  });
  window.addEventListener('pageshow', () => {
    all('form[data-fk-sent]').forEach((form) => { delete form.dataset.fkSent; });
    all('[data-fk-busy-status]').forEach(rest);
  });

  // What takes seconds says so, and a bar fills for as long as it may take at most. The status line was there before, so
  // that screen readers hear it; the bar is a picture of the same and stays unheard.
  const waits = new WeakMap();
  function rest(status) {
    clearInterval(waits.get(status));
    status.querySelector('progress')?.remove();
    status.querySelector('[role=status]').textContent = '';
    status.closest('form')?.querySelectorAll('[aria-disabled]').forEach((button) => button.removeAttribute('aria-disabled'));
  }
  function busy(form) {
    const place = form.dataset.fkBusyAt ? document.getElementById(form.dataset.fkBusyAt) : form;
    const status = place?.querySelector('[data-fk-busy-status]');
    if (!status) return;
    rest(status);
    const said = status.querySelector('[role=status]');
    said.textContent = status.dataset.fkBusyDuring;
    form.querySelectorAll('button').forEach((button) => button.setAttribute('aria-disabled', 'true'));
    const bar = document.createElement('progress');
    bar.setAttribute('aria-hidden', 'true');
    status.append(bar);
    const seconds = Number(form.dataset.fkBusy);
    // a bar without an end moves to and fro: nothing for whoever wants little motion, who sees a step each second instead
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!seconds) { if (calm) bar.remove(); return; }
    [bar.max, bar.value] = [seconds, 0];
    const begun = performance.now();
    waits.set(status, setInterval(() => {
      bar.value = Math.min(seconds, (performance.now() - begun) / 1000);
      if (bar.value < seconds) return;
      // searching is over; how long checking and explaining takes nobody knows
      if (!calm) bar.removeAttribute('value');
      said.textContent = status.dataset.fkBusyLate;
      clearInterval(waits.get(status));
    }, calm ? 1000 : 100));
  }

  // Drafts: saved two seconds after the last key.
  let timer;
  function draft(form) {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const said = form.querySelector('[data-fk-draft-status]');
      try {
        const answer = await fetch(form.dataset.fkDraft, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
        if (!answer.ok) throw new Error(String(answer.status));
        const time = new Date().toLocaleTimeString(root.lang, { hour: '2-digit', minute: '2-digit' });
        if (said) said.textContent = `${said.dataset.fkSaved} ${time}`;
      } catch {
        if (said) said.textContent = said.dataset.fkFailed;
      }
    }, 2000);
  }

  // A sheet for the printer: the button is of no use without this script, so it comes with it.
  all('[data-fk-print]').forEach((box) => {
    box.hidden = false;
    box.querySelector('button')?.addEventListener('click', () => window.print());
  });

  // Menus close with Escape and with a click elsewhere.
  const closeMenus = (except) => all('[data-fk-menu][open]').forEach((menu) => { if (menu !== except) menu.open = false; });
  document.addEventListener('click', (event) => closeMenus(event.target.closest('[data-fk-menu]')));

  // Keys: "/" search, "n" the page's main button, "j" and "k" next and previous row. Switched off in the footer.
  const steps = (by) => {
    const links = all('.fk-table tbody th a');
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))]?.focus();
  };
  const keys = {
    '/': () => document.getElementById('fk-search')?.focus(),
    n: () => document.querySelector('.fk-title__actions a.kern-btn--primary')?.focus(),
    j: () => steps(1),
    k: () => steps(-1),
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { closeMenus(); return; }
    if (!document.body.hasAttribute('data-fk-keys') || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // A planned start in the calendar: dragged by whole weeks, or moved with the arrow keys and taken with Enter.
  const weeksOf = new WeakMap();
  const shift = (bar, weeks) => {
    const unit = Number(bar.dataset.fkWidth) / Number(bar.dataset.fkDays);
    weeksOf.set(bar, weeks);
    bar.setAttribute('transform', `translate(${weeks * 7 * unit} 0)`);
  };
  const place = (bar) => {
    const weeks = weeksOf.get(bar) ?? 0;
    const form = document.getElementById(bar.dataset.fkMove);
    if (!weeks || !form) return;
    const day = new Date(`${bar.dataset.fkFrom}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + weeks * 7);
    form.elements.start.value = bar.dataset.fkStart;
    form.elements.to.value = day.toISOString().slice(0, 10);
    form.requestSubmit();
  };
  document.addEventListener('pointerdown', (event) => {
    const bar = event.target.closest('[data-fk-move]');
    if (!bar || event.button !== 0) return;
    event.preventDefault();
    const scale = bar.ownerSVGElement.viewBox.baseVal.width / bar.ownerSVGElement.getBoundingClientRect().width;
    const week = 7 * Number(bar.dataset.fkWidth) / Number(bar.dataset.fkDays);
    const moved = (move) => shift(bar, Math.round((move.clientX - event.clientX) * scale / week));
    const done = () => { removeEventListener('pointermove', moved); place(bar); };
    addEventListener('pointermove', moved);
    addEventListener('pointerup', done, { once: true });
  });
  document.addEventListener('keydown', (event) => {
    const bar = event.target.closest?.('[data-fk-move]');
    if (!bar) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) shift(bar, (weeksOf.get(bar) ?? 0) + by);
    else if (event.key === 'Enter') place(bar);
    else if (event.key === 'Escape') shift(bar, 0);
    else return;
    event.preventDefault();
  });

  document.addEventListener('htmx:after:swap', () => start(document));
  start(document);
})();
