// Reviewing with the keyboard. On a report: j next, k previous, e evidence, g approve, t return, a reject, v ask. In the
// queue: j and k go from row to row, Enter opens, x ticks. Everywhere ? shows the list. The shortcuts do nothing while one
// types and can be switched off. Without this file everything still works.
(() => {
  "use strict";

  const SETTLE = 600; // milliseconds in which a key still belongs to what was on the screen before
  const OFF = "tegenwaarde-shortcuts-off";

  const find = (name) => document.querySelector(`[data-rp-${name}]`);
  const rows = [...document.querySelectorAll("[data-rp-rows] tbody tr th a[href]:first-of-type")];
  const reason = document.querySelector("[data-rp-reason] textarea");
  const message = document.querySelector(".th-form textarea");
  const sure = find("sure");
  const armed = find("armed");
  const dialog = find("dialog");
  let since = performance.now();
  let asked = false;
  let ready = null; // the button that Ctrl and Enter press

  const stored = () => {
    try {
      return window.localStorage.getItem(OFF) === "yes";
    } catch {
      return false;
    }
  };
  let off = stored();

  find("keys")?.removeAttribute("hidden");
  window.addEventListener("pageshow", () => {
    since = performance.now();
    asked = false;
    if (sure) sure.textContent = "";
  });

  // The next report opens by itself: then its heading is where one reads on.
  const cameFrom = document.referrer.startsWith(`${window.location.origin}/beoordelen/`);
  if (cameFrom && !window.location.hash && !document.querySelector("[data-tw-focus]")) {
    find("heading")?.focus({ preventScroll: true });
  }

  // The list of shortcuts, and switching them off.
  const show = () => {
    const button = find("switch");
    button.textContent = off ? button.dataset.off : button.dataset.on;
    const hints = find("hints");
    if (hints) hints.hidden = off;
  };
  const help = () => (dialog.open ? dialog.close() : dialog.showModal());
  if (dialog) {
    show();
    find("help").addEventListener("click", help);
    find("close").addEventListener("click", () => dialog.close());
    find("switch").addEventListener("click", () => {
      off = !off;
      try {
        window.localStorage.setItem(OFF, off ? "yes" : "no");
      } catch {
        // then it is forgotten with the page
      }
      show();
    });
  }

  // The day is asked once something was seen; until then stands that nothing was.
  const form = document.querySelector(".rp-approve");
  const note = () => {
    const other = form.elements.other?.value.trim();
    form.dataset.seen = form.querySelector("input[name='seen']:checked") || other ? "yes" : "no";
  };
  if (form?.elements.version) {
    form.addEventListener("input", note);
    window.addEventListener("pageshow", note);
    note();
  }

  // Several at once: all of this page, and how many are ticked.
  const ticks = [...document.querySelectorAll("input[name='kies']")];
  const all = find("all");
  const count = () => {
    const told = find("ticked");
    const number = ticks.filter((tick) => tick.checked).length;
    if (told) told.textContent = number ? `${number} ${told.dataset.some}` : told.dataset.none;
    if (all) all.checked = number > 0 && number === ticks.length;
  };
  if (ticks.length && all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const tick of ticks) tick.checked = all.checked;
      count();
    });
    for (const tick of ticks) tick.addEventListener("change", count);
    window.addEventListener("pageshow", count);
    count();
  }

  const shown = (part) => part.getClientRects().length > 0;
  const warned = () =>
    [...document.querySelectorAll("[data-rp-warning], .tw-messages .utrecht-alert--error")].some(shown);

  const here = () => rows.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const move = (step) => {
    const at = here();
    const next = at < 0 ? rows[0] : rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    next.focus();
    next.closest("tr").scrollIntoView({ block: "nearest" });
  };
  const tick = () => {
    const box = rows[here()]?.closest("tr").querySelector("input[name='kies']");
    if (box) box.click();
  };

  // With a warning on the screen the first g asks, and only a second one, pressed after reading, approves.
  const approve = (button) => {
    if (asked || !warned()) {
      button.click();
      return;
    }
    asked = true;
    since = performance.now();
    sure.textContent = sure.dataset.words;
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "center" });
  };

  const write = (field) => {
    field.focus();
    field.scrollIntoView({ block: "center" });
  };
  const arm = (name) => {
    ready = find(name);
    armed.textContent = armed.dataset[name];
    write(reason);
  };
  reason?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && ready) {
      event.preventDefault();
      ready.click();
    }
  });

  const inQueue = { j: () => move(1), k: () => move(-1), x: tick };
  const follow = (name) => () => document.querySelector(`[data-rp-key='${name}']`)?.click();
  const evidence = document.querySelector(".rp-approve input:not([type='hidden'])");
  const onReport = {
    j: follow("j"),
    k: follow("k"),
    e: () => evidence && write(evidence),
    g: () => {
      const button = document.querySelector("[data-rp-key='g']");
      if (button && !button.disabled) approve(button);
    },
    t: () => reason && arm("return"),
    a: () => reason && arm("reject"),
    v: () => message && write(message),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type='checkbox']), textarea, select, [contenteditable]")) return;
    if (off || !dialog || (dialog.open && event.key !== "?")) return;
    if (event.key === "?") {
      event.preventDefault();
      help();
      return;
    }
    const act = (rows.length ? inQueue : onReport)[event.key];
    if (!act || (!rows.length && performance.now() - since < SETTLE)) return;
    event.preventDefault();
    act();
  });
})();
