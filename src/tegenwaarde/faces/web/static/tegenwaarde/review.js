// Reviewing with the keyboard. On a report: j next, k previous, g approve, t return. In the queue: j and k go from row
// to row, Enter opens. Without this file everything still works.
(() => {
  "use strict";

  const SETTLE = 600; // milliseconds in which a key still belongs to what was on the screen before

  const rows = [...document.querySelectorAll("[data-rp-rows] tbody tr a")];
  const reason = document.querySelector("[data-rp-reason] textarea");
  const sure = document.querySelector("[data-rp-sure]");
  let since = performance.now();
  let asked = false;

  document.querySelector("[data-rp-keys]")?.removeAttribute("hidden");
  window.addEventListener("pageshow", () => {
    since = performance.now();
    asked = false;
    if (sure) sure.textContent = "";
  });

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

  const shown = (part) => part.getClientRects().length > 0;
  const warned = () =>
    [...document.querySelectorAll("[data-rp-warning], .tw-messages .utrecht-alert--error")].some(shown);

  const move = (step) => {
    const at = rows.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const next = at < 0 ? rows[0] : rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    next.focus();
    next.closest("tr").scrollIntoView({ block: "nearest" });
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

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type='checkbox']), textarea, select, [contenteditable]")) return;
    if (!["j", "k", "g", "t"].includes(event.key)) return;
    if (rows.length) {
      if (event.key === "j" || event.key === "k") {
        event.preventDefault();
        move(event.key === "j" ? 1 : -1);
      }
      return;
    }
    if (performance.now() - since < SETTLE) return;
    const target = event.key === "t" ? reason : document.querySelector(`[data-rp-key='${event.key}']`);
    if (!target || target.disabled) return;
    event.preventDefault();
    if (event.key === "g") {
      approve(target);
    } else if (event.key === "t") {
      target.focus();
      target.scrollIntoView({ block: "center" });
    } else {
      target.click();
    }
  });
})();
