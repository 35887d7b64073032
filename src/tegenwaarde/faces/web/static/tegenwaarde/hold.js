// A form that keeps itself while it is filled in (hx-post) holds a pressed button back until what is under way was
// kept, so that its draft does not change under it; once it leaves, nothing more is kept. Without this file the button
// works too.
(() => {
  "use strict";

  for (const form of document.querySelectorAll("form[hx-post]")) {
    let underWay = 0;
    let leaving = false;
    let pressed = null;
    let held = false;

    const hold = (event) => {
      if (underWay) {
        event.preventDefault();
        event.stopImmediatePropagation(); // nothing was sent yet, so nobody may count it as sent
        held = true;
        pressed = event.submitter;
      } else {
        leaving = true;
      }
    };
    form.addEventListener("submit", hold, { capture: true });
    form.addEventListener("htmx:beforeRequest", (event) => {
      if (leaving) event.preventDefault();
      else underWay += 1;
    });
    form.addEventListener("htmx:afterRequest", () => {
      underWay = Math.max(0, underWay - 1);
      if (!underWay && held) {
        held = false;
        form.requestSubmit(pressed);
      }
    });
    window.addEventListener("pageshow", () => {
      leaving = false;
    });
  }
})();
