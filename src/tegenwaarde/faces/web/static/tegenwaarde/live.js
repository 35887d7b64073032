// A form that shows what comes of it while it is being filled in:
//   <form data-tw-live="/address/" data-tw-live-into="id-of-the-part">
// After a change the form is posted to that address, and the answer is laid in that part of the page. Without this
// file the button that asks for the same still works.
(() => {
  "use strict";

  const QUIET = 400;

  for (const form of document.querySelectorAll("form[data-tw-live]")) {
    const part = document.getElementById(form.dataset.twLiveInto);
    if (!part) continue;
    part.setAttribute("aria-live", "polite");
    let waiting = 0;
    let asked = 0;

    const ask = async () => {
      const turn = ++asked;
      part.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(form.dataset.twLive, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Requested-With": "fetch" },
          credentials: "same-origin",
        });
        const text = await answer.text();
        if (turn === asked && answer.ok) part.innerHTML = text;
      } catch {
        // The network is away: what stands there stays, and the button still works.
      } finally {
        if (turn === asked) part.removeAttribute("aria-busy");
      }
    };

    form.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(ask, QUIET);
    });
    form.addEventListener("submit", () => window.clearTimeout(waiting));
  }
})();
