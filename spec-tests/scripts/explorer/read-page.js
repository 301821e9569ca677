// Runs in the page of the explorer: opens each fragment, selects each frame, and returns what is shown.
globalThis.readPage = async (fragments) => {
  const { port1, port2 } = new MessageChannel();
  // A message comes behind the work of the page. Browsers delay timers of pages in the background.
  const next = () =>
    new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
  const text = (node) => node?.textContent ?? "";
  const shown = () => {
    const rows = [...document.querySelectorAll("table.fields tbody tr")];
    const fault = [...document.querySelectorAll("#fault dd")].slice(0, 3).map(text);
    return {
      rows: rows.map((row) => [row.dataset.path, row.dataset.bit, row.dataset.bits, text(row.querySelector(".value code"))]),
      fault: fault.length === 0 ? [] : [text(document.querySelector("#fault strong")), ...fault],
      message: document.querySelector("#message")?.textContent ?? null,
    };
  };
  const results = [];
  for (const fragment of fragments) {
    const changed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    if (location.hash !== fragment) {
      location.hash = fragment;
      await changed;
    }
    await next();
    const items = [];
    for (const button of document.querySelectorAll(".frame-list li button")) {
      button.click();
      await next();
      items.push(shown());
    }
    results.push(items);
  }
  return results;
};

// Runs in the page: moves in the octets by an arrow key, then changes the text of a frame in the form. Returns what follows.
globalThis.tryFrame = async (text) => {
  const settled = () => globalThis.readPage([]);
  await globalThis.readPage(["#hex=03004869"]);
  const first = document.querySelector("[data-octet='0']");
  first.focus();
  first.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  await settled();
  const focused = document.activeElement.dataset.octet;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const marked = document.querySelector("table.fields tr.is-active")?.dataset.path;
  const control = document.querySelector("#edit-text");
  control.value = text;
  control.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return { focused, marked, octets: document.querySelector("#octets").value, verdict: document.querySelector("#verdict").textContent };
};
