// A button that copies the text of a box, where the browser can do that; without it the text can be selected.
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-tw-copy]")) {
    const box = document.getElementById(button.dataset.twCopy);
    const told = document.querySelector("[data-tw-copied]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(box.value);
        told.textContent = told.dataset.twCopied;
      } catch {
        box.closest("details").open = true;
        box.focus();
      }
    });
  }
})();
