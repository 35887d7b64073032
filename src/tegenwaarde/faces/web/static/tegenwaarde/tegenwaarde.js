// What the pages do beyond what the browser does by itself. Without this file everything still works.
(() => {
  "use strict";

  // The menu on a phone: closed until asked for.
  for (const button of document.querySelectorAll("[data-tw-menu]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
    });
  }

  // What went wrong in a form is read first.
  document.querySelector("[data-tw-focus]")?.focus();

  // A link in the summary of errors leads into its field.
  for (const link of document.querySelectorAll(".tw-problems a[href^='#']")) {
    link.addEventListener("click", (event) => {
      const target = document.getElementById(link.hash.slice(1));
      if (target) {
        event.preventDefault();
        target.focus();
        target.scrollIntoView({ block: "center" });
      }
    });
  }

  // What is there to be copied is selected whole.
  for (const box of document.querySelectorAll("[data-tw-select]")) {
    box.addEventListener("focus", () => box.select());
  }

  // A menu closes by Escape and by a click elsewhere.
  for (const menu of document.querySelectorAll("[data-tw-closes]")) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  }

  for (const button of document.querySelectorAll("[data-tw-print]")) {
    button.addEventListener("click", () => window.print());
  }

  // On paper every explanation is open; afterwards each is as it was.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.tw-why:not([open])")];
    for (const each of closed) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });

  // A table that is drawn as cards stays a table for a screen reader.
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
  for (const table of document.querySelectorAll("table.tw-table")) {
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td, th")]) {
      const role = roles[part.tagName] ?? (part.closest("thead") ? "columnheader" : "rowheader");
      part.setAttribute("role", role);
    }
  }

  // Up and down go from row to row, while a link in the table has the focus.
  for (const table of document.querySelectorAll("table.tw-table")) {
    table.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const row = event.target.closest("tbody tr");
      if (!step || !row || !event.target.matches("a, button")) return;
      const rows = [...table.querySelectorAll("tbody tr")].filter((each) => each.querySelector("a, button"));
      const next = rows[rows.indexOf(row) + step];
      if (next) {
        event.preventDefault();
        next.querySelector("a, button").focus();
      }
    });
  }

  // The stroke goes to searching, unless somebody is typing; from there down goes to what was found, and on.
  const find = document.querySelector("[data-tw-find]");
  if (find) {
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      find.focus();
      find.select();
    });
  }
  const hits = [...document.querySelectorAll("[data-tw-results] a.se-hit")];
  if (hits.length) {
    document.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const here = hits.indexOf(event.target);
      if (!step || (here < 0 && event.target !== find)) return;
      const next = here < 0 ? (step > 0 ? hits[0] : null) : (hits[here + step] ?? (step < 0 ? find : null));
      if (next) {
        event.preventDefault();
        next.focus();
      }
    });
  }

  // A double click sends a form once.
  for (const form of document.querySelectorAll("form[method='post']")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.twSent) event.preventDefault();
      form.dataset.twSent = "yes";
      window.setTimeout(() => delete form.dataset.twSent, 3000);
    });
  }
})();
