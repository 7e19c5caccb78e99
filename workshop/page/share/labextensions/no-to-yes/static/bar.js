// The bar above every page: the pages, Show Python, what lies behind "…", and one line that says how the page stands.

const PAGES = {
  "today.ipynb": "Today",
  "my-log.ipynb": "My log",
  "00-start-here.ipynb": "00, start here",
  "01-what-are-you-selling.ipynb": "01, what are you selling?",
  "02-the-log.ipynb": "02, the log",
  "03-predict-your-nos.ipynb": "03, predict your no's",
  "04-shades-of-no.ipynb": "04, shades of no",
  "05-what-i-told-myself.ipynb": "05, what I told myself",
};
const LINKS = Object.entries(PAGES).map(
  ([path, label]) => `<li><a data-path="${path}" aria-label="${label}">${label.split(",")[0]}</a></li>`,
);
const PYTHON = "n2y-python"; // in this browser's storage: "yes" where the grey lines are shown
const SHARED = "n2y-shared"; // "yes" where others use this computer too
const DRAFTS = "n2y-draft";
const FROM_NOW = {
  yes: "From now on, words that you have not kept live in the open page only, and are gone when it closes. To keep your " +
    "journal on a stick too, close the kit and start it with WORKSHOP_JOURNAL set to a folder there: the README says how.",
  no: "From now on, words that you have not kept wait in this browser until you come back.",
};
const DRAWN = `
  <nav aria-label="The kit">
    <button type="button" class="n2y-fold" aria-expanded="false" aria-controls="n2y-pages">Pages</button>
    <ul id="n2y-pages">${LINKS.join("")}</ul>
    <button type="button" data-act="python" aria-pressed="false">Show Python</button>
    <button type="button" aria-label="More" aria-expanded="false" aria-controls="n2y-menu">…</button>
    <div id="n2y-menu">
      <button type="button" data-act="again">Start this page again</button>
      <a data-path="00-start-here.ipynb" data-hash="#Where-your-entries-lie">Where my entries lie</a>
      <button type="button" data-act="shared" aria-pressed="false">This computer is shared</button>
      <button type="button" data-act="notebook">An empty notebook</button>
      <div class="n2y-owns"></div>
      <button type="button" data-act="close">Close the kit</button>
    </div>
  </nav>
  <p class="n2y-line" hidden><span role="status"></span> <button type="button" hidden></button></p>`;

export function drawBar(kit) {
  const bar = Object.assign(document.createElement("div"), { className: "n2y-bar", innerHTML: DRAWN });
  const [openers, line] = [bar.querySelectorAll("[aria-expanded]"), bar.querySelector(".n2y-line")];
  const [words, button] = line.children;
  for (const link of bar.querySelectorAll("a")) link.href = kit.address(link.dataset.path) + (link.dataset.hash ?? "");

  const acts = {
    python: () => choose(PYTHON, (shown) => document.body.classList.toggle("n2y-python", shown)),
    shared: () => choose(SHARED, forgetDrafts),
    again: () => kit.again(),
    notebook: () => kit.newNotebook(),
    close: () => kit.close(),
  };

  // A choice that this browser keeps: turned over, else only shown as it is.
  function choose(key, follow, turn = true) {
    const value = (keep.read(key) === "yes") !== turn ? "yes" : "no";
    if (turn) keep.write(key, value);
    bar.querySelector(`[data-act="${key.slice(4)}"]`).ariaPressed = String(value === "yes");
    follow(value === "yes", turn, value);
  }

  function forgetDrafts(shared, turned, value) {
    if (shared) keep.forget(DRAFTS);
    window.dispatchEvent(new Event(SHARED));
    if (turned) say(FROM_NOW[value], "Good", () => kit.tell());
  }

  async function listOwn() {
    const link = (path) => Object.assign(document.createElement("a"), { href: kit.address(path), textContent: path.slice(4, -6) });
    bar.querySelector(".n2y-owns").replaceChildren(...(await kit.ownNotebooks()).map(link));
  }

  function fold(opener, open) {
    opener.ariaExpanded = String(open);
    document.getElementById(opener.getAttribute("aria-controls")).classList.toggle("n2y-open", open);
  }

  function say(sentence, label, act) {
    if (words.textContent !== sentence) words.textContent = sentence;
    Object.assign(button, { textContent: label, hidden: !label, onclick: act });
    line.hidden = !sentence;
    line.classList.toggle("n2y-passing", !label); // it comes and goes, and moves nothing
  }

  bar.onclick = (event) => {
    const pressed = event.target.closest("button, a");
    for (const opener of openers) fold(opener, pressed === opener && opener.ariaExpanded === "false");
    acts[pressed?.dataset.act]?.();
    if (pressed?.ariaLabel === "More") listOwn();
  };
  document.addEventListener("pointerdown", (event) => bar.contains(event.target) || openers.forEach((opener) => fold(opener, false)));
  bar.onkeydown = (event) => {
    const open = [...openers].find((opener) => opener.ariaExpanded === "true");
    if (event.key !== "Escape" || !open) return;
    fold(open, false);
    open.focus();
  };

  document.body.prepend(bar);
  choose(PYTHON, (shown) => document.body.classList.toggle("n2y-python", shown), false);
  choose(SHARED, () => {}, false);
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--n2y-bar", `${bar.offsetHeight}px`);
    window.dispatchEvent(new Event("resize")); // JupyterLab measures its place
  }).observe(bar);

  const mark = (path) => bar.querySelectorAll("li a").forEach((link) => (link.ariaCurrent = link.dataset.path === path ? "page" : null));
  return { say, mark };
}

// Storage may be refused by the browser: then a choice holds for this page alone.
const held = {};
const keep = {
  read: (key) => attempt(() => localStorage.getItem(key)) ?? held[key],
  write: (key, value) => attempt(() => localStorage.setItem(key, (held[key] = value))),
  forget: (start) => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start)).forEach((key) => localStorage.removeItem(key))),
};

function attempt(act) {
  try { return act(); } catch { return null; }
}
