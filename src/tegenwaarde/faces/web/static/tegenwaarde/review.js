// Reviewing with the keyboard: j next, k previous, g approve, t return. Without this file everything still works.
(() => {
  "use strict";

  document.querySelector("[data-rp-keys]")?.removeAttribute("hidden");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type='checkbox']), textarea, select, [contenteditable]")) return;
    if (event.key === "t") {
      const reason = document.querySelector("[data-rp-reason] textarea");
      if (!reason) return;
      event.preventDefault();
      reason.focus();
      reason.scrollIntoView({ block: "center" });
      return;
    }
    if (!["j", "k", "g"].includes(event.key)) return;
    const target = document.querySelector(`[data-rp-key='${event.key}']`);
    if (target && !target.disabled) {
      event.preventDefault();
      target.click();
    }
  });
})();
