// The page extension: a page of the kit runs by itself once it is open, says how it stands, stays as it came, and
// leads on and back as any site does. The bar above it is drawn in bar.js.
import { drawBar } from "./bar.js";

const OWN = "own/"; // where a person's own notebooks lie; every other page is the kit's
const SLOW = 4000; // ms without an answer before the page says what it waits for
const FIRST = "00-start-here.ipynb";
const AGAIN = "Start again", STOPPED = "This page has stopped, for its Python ended. What you saved is kept, and so is what you typed.";
// How a page stands: what the bar says, what its button says, and what the cards are told of the kernel.
const STATES = {
  ready: ["", "", "ready"],
  starting: ["Starting…", "", "starting"],
  working: ["One moment…", "", "busy"],
  untrusted: ["This page did not come with the kit, or was changed. Read it first; it runs only if you start it.", "Start this page", "ready"],
  failed: ["Something on this page could not be shown; it says where.", AGAIN, "ready"],
  missing: ["There is no page at this address; the pages stand above.", "", "ready"],
  dead: [STOPPED, AGAIN, "dead"],
  gone: [STOPPED, AGAIN, "dead"],
  none: ["Python could not be started for this page. What you saved is kept.", AGAIN, "dead"],
  away: ["The kit can't be reached. Is the window in which it was started still open? What you saved is kept.", AGAIN, "away"],
  blocked: ["The kit answers, but this browser or network lets no lasting connection (a WebSocket) through.", AGAIN, "away"],
};
const LOST = ["gone", "none", "away", "blocked"]; // the page has to be opened anew

export async function plugin(shared) {
  const [notebook, documents, rendering, tools, core, state] = await Promise.all(
    ["notebook", "docmanager", "rendermime", "apputils", "coreutils", "statedb"].map((name) => shared(`@jupyterlab/${name}`)),
  );
  if (!core.PageConfig.getOption("noToYes")) return []; // somebody's own JupyterLab, in which the kit happens to lie
  return [
    {
      id: "no-to-yes:page",
      autoStart: true,
      requires: [notebook.INotebookTracker, documents.IDocumentManager, rendering.IRenderMimeRegistry],
      activate: (...given) => new Kit(given, { runCells: notebook.NotebookActions.runCells, Dialog: tools.Dialog, ...core }),
    },
    // JupyterLab would give every further tab an address of its own, and open again what was open in the last one.
    { id: "no-to-yes:state", autoStart: true, provides: state.IStateDB, activate: () => new state.StateDB() },
    { id: "no-to-yes:window", autoStart: true, provides: tools.IWindowResolver, activate: () => ({ name: "default" }) },
  ];
}

class Kit {
  constructor([app, tracker, manager, rendering], tools) {
    Object.assign(this, { app, tracker, manager, tools, pages: new Map(), current: null });
    this.base = tools.PageConfig.getBaseUrl();
    document.body.classList.toggle("n2y-demo", !!tools.PageConfig.getOption("noToYesDemo"));
    this.bar = drawBar(this);
    this.lead(rendering);
    tracker.widgetAdded.connect((_, panel) => this.add(panel));
    tracker.currentChanged.connect((_, panel) => panel && this.show(panel));
    tools.Dialog.tracker.widgetAdded.connect((_, dialog) => this.hush(dialog));
    // What JupyterLab does to cells at these would only be in a reader's way; its keys are for a page's authors.
    const asleep = (event) => event.target.toggleAttribute?.("data-lm-suppress-shortcuts", this.isOurs);
    window.addEventListener("keydown", asleep, true);
    for (const name of ["pointerdown", "wheel", "keydown"]) window.addEventListener(name, () => this.stay(), true);
    for (const name of ["contextmenu", "dblclick"]) addEventListener(name, (event) => this.isOurs && event.stopPropagation(), true);
    setInterval(() => this.watch(), 1000);
    this.arrive();
  }

  get isOurs() {
    return !!this.current && !isOwn(this.current.path);
  }

  // ---- a page, from its opening to its last cell

  async add(panel) {
    const page = { panel, path: panel.context.path, state: "starting" };
    this.pages.set(panel, page);
    panel.disposed.connect(() => this.pages.delete(panel));
    if (this.tracker.currentWidget === panel) this.show(panel);
    await panel.context.ready;
    if (this.current === page) this.show(panel);
    if (page.path === this.pathOf(location)) this.scrollTo(page, history.state?.at ?? 0, location.hash);
    if (isOwn(page.path)) return this.keepOwn(page);
    panel.node.classList.add("n2y-page");
    await panel.revealed;
    for (const cell of panel.content.widgets) {
      cell.readOnly = true;
      if (cell.model.getMetadata("tags")?.includes("plain")) cell.addClass("n2y-plain"); // how to start it elsewhere
    }
    // By ear, a page is its words and its cards; that JupyterLab holds them in panes and feeds is nothing to read out.
    const panes = panel.node.querySelectorAll("[role=region][aria-label='main area content'], [role=feed], .jp-Cell[aria-label]");
    for (const pane of [panel.node, ...panes]) for (const name of ["role", "aria-label", "aria-labelledby"]) pane.removeAttribute(name);
    const said = (quote) => [...quote.querySelectorAll("p")].map((line) => line.textContent.slice(1, -1)).join(" ");
    const copied = ({ target }) => navigator.clipboard.writeText(said(target.parentNode)).then(() => (target.textContent = "Copied"));
    const copy = (quote) => quote.append(Object.assign(document.createElement("button"), { textContent: "Copy", onclick: copied }));
    const quotes = () => panel.node.querySelectorAll("blockquote:not(:has(button))").forEach(copy);
    new MutationObserver(quotes).observe(panel.content.node, { childList: true, subtree: true });
    const { sessionContext } = panel;
    sessionContext.kernelChanged.connect(() => this.follow(page));
    this.follow(page);
    const trusted = panel.content.widgets.every((cell) => cell.model.type !== "code" || cell.model.trusted);
    return trusted ? this.run(page) : this.say(page, "untrusted");
  }

  // An own notebook is kept a moment after each change; leaving one that is not kept yet asks first, as browsers do.
  keepOwn(page) {
    const { context } = page.panel;
    context.sessionContext.ready.then(() => this.say(page, "ready")); // what is run before is run by nobody
    context.model.contentChanged.connect(() => {
      clearTimeout(page.keeping);
      page.keeping = setTimeout(() => context.save(), 1000);
    });
    page.leave = () => context.model.dirty && context.save();
    window.addEventListener("beforeunload", (event) => !page.panel.isDisposed && context.model.dirty && event.preventDefault());
  }

  // Run all cells, in the kernel as it is: another tab may be using it, and nothing of that is lost.
  async run(page) {
    const { panel } = page;
    const { sessionContext } = panel;
    this.say(page, "starting");
    try {
      await sessionContext.ready;
      const kernel = sessionContext.session?.kernel;
      if (!kernel) return this.say(page, "none");
      await kernel.info;
      this.say(page, "working");
      const whole = await this.tools.runCells(panel.content, panel.content.widgets, sessionContext);
      if (page.state === "working") this.say(page, whole ? "ready" : "failed");
    } catch (error) {
      if (page.state === "starting" || page.state === "working") this.say(page, panel.isDisposed ? "ready" : "dead");
    }
  }

  // Start again: all cells once more. A kernel that died was started anew by the server; where it is gone for good, or
  // the kit was away, the page is opened anew. What is typed waits in this browser.
  again(page = this.current) {
    const kernel = page.panel.sessionContext.session?.kernel;
    if (kernel && kernel.status !== "dead" && !LOST.includes(page.state)) return this.run(page);
    window.n2yReloads = true; // no card asks: what is typed waits in this browser
    return location.reload();
  }

  // A kernel that died, and was started anew, knows nothing of what this page shows.
  follow(page) {
    const kernel = page.panel.sessionContext.session?.kernel;
    if (!kernel || kernel === page.kernel) return;
    page.kernel = kernel;
    kernel.statusChanged.connect((_, status) => /restarting|dead/.test(status) && this.say(page, "dead"));
  }

  // ---- how it stands

  say(page, state) {
    page.state = state;
    if (page === this.current) this.tell();
  }

  tell() {
    const { state = "ready", panel, path = "" } = this.current ?? {};
    const aside = panel?.context.model?.getMetadata?.("set_aside");
    const [words, button, kernel] = STATES[state];
    const notice = aside && `This page had been changed. It is as it came again; the changed one lies in “${aside}”.`;
    if (notice && !words) this.bar.say(notice, "Good", () => this.tell(panel.context.model.deleteMetadata("set_aside")));
    else this.bar.say(words, button, () => this.again());
    this.bar.mark(path);
    document.body.dataset.n2yKernel = kernel;
    window.dispatchEvent(new Event("n2y-kernel"));
  }

  // Whether the kit and its kernel can be reached. A kernel that is merely busy keeps its connection.
  async watch() {
    const page = this.current;
    const kernel = page?.panel.sessionContext?.session?.kernel;
    if (!page || isOwn(page.path) || page.checking) return;
    const lasting = kernel ? kernel.connectionStatus === "connected" : page.state !== "starting" && page.state !== "untrusted";
    if (lasting || page.state === "none") {
      page.lost = null;
      if (page.state === "away" || page.state === "blocked") this.say(page, page.before ?? "ready");
      return;
    }
    page.lost ??= Date.now();
    if (Date.now() - page.lost < SLOW) return;
    page.checking = true;
    const state = await this.reach(kernel);
    page.checking = false;
    if (!LOST.includes(page.state)) page.before = page.state;
    if (state && state !== page.state) this.say(page, state);
  }

  async reach(kernel) {
    try {
      const answer = await fetch(`${this.base}api/kernels`, { cache: "no-store" });
      if (!answer.ok) return "away";
      const alive = (await answer.json()).some(({ id }) => id === kernel?.id);
      return kernel && !alive ? "gone" : kernel ? "blocked" : "";
    } catch {
      return "away";
    }
  }

  // What JupyterLab would say in a dialog is said in the one line.
  async hush(dialog) {
    const page = this.current;
    const isRead = page?.panel.context.isReady;
    if (!page || (isRead && isOwn(page.path))) return;
    requestAnimationFrame(() => dialog.reject());
    if (page.state !== "starting") return;
    page.panel.node.classList.toggle("n2y-missing", !isRead);
    this.say(page, isRead ? "none" : (await this.reach()) || "missing");
  }

  // ---- leading on and back

  // Links have addresses of their own, and a plain click on one opens the page in this tab.
  lead(rendering) {
    const { contents } = this.app.serviceManager;
    const download = contents.getDownloadUrl.bind(contents);
    contents.getDownloadUrl = async (path) => (/\.ipynb$/.test(path) ? this.address(path) : download(path));
    rendering.linkHandler = null;
    document.addEventListener("click", (event) => this.click(event));
    window.addEventListener("popstate", () => this.arrive(clearTimeout(this.noting)));
    history.scrollRestoration = "manual";
    const note = () => (this.noting = setTimeout(() => this.keepPlace(), 100));
    document.addEventListener("scroll", () => note(clearTimeout(this.noting)), true);
    history.replaceState(history.state, "", location.pathname + location.hash); // without the token
  }

  address(path) {
    return `${this.base}doc/tree/${path.split("/").map(encodeURIComponent).join("/")}`;
  }

  click(event) {
    const link = event.target.closest?.("a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented) return;
    const path = this.pathOf(link);
    if (path === null) return;
    event.preventDefault();
    this.go(path, link.hash);
  }

  pathOf(address) {
    const start = new URL(this.base, location.href);
    const tree = `${start.pathname}doc/tree/`;
    if (address.origin !== start.origin || !address.pathname.startsWith(tree)) return null;
    return decodeURIComponent(address.pathname.slice(tree.length));
  }

  async go(path, hash = "") {
    this.keepPlace();
    if (path !== this.current?.path || hash) history.pushState({ at: 0 }, "", this.address(path) + hash);
    const page = await this.arrive();
    const heading = page?.panel.node.querySelector(".jp-Cell:not(.n2y-plain) h1");
    Object.assign(heading ?? {}, { tabIndex: -1 }).focus?.({ preventScroll: true }); // the next Tab goes on from there
  }

  // Show the page that the address names, where it was left.
  async arrive() {
    const path = this.pathOf(location);
    if (!path) return location.replace(this.address(FIRST));
    const panel = /\.ipynb$/.test(path) && this.manager.openOrReveal(path);
    if (!panel) return this.bar.say(...STATES.missing);
    this.app.shell.activateById(panel.id);
    await panel.revealed;
    const page = this.pages.get(panel);
    if (page) this.scrollTo(page, history.state?.at ?? 0, location.hash);
    return page;
  }

  show(panel) {
    const page = this.pages.get(panel);
    if (!page) return;
    const before = this.current;
    if (before !== page) before?.leave?.();
    this.current = page;
    this.title(titleOf(panel) ?? page.path.replace(".ipynb", ""));
    this.tell();
  }

  // JupyterLab names the tab after itself; here it has the page's name.
  title(words) {
    document.title = this.name = words;
    const node = document.querySelector("title");
    this.named ??= new MutationObserver(() => document.title !== this.name && (document.title = this.name));
    if (node) this.named.observe(node, { childList: true });
  }

  // Where one was on a page is kept with its address, for Back, Forward and reload.
  keepPlace() {
    clearTimeout(this.noting);
    const box = this.current && !this.current.goal && scroller(this.current);
    if (box) history.replaceState({ ...history.state, at: box.scrollTop }, "");
  }

  // Go to a place on a page, and again whenever the page grows, as it does while its cells run: until somebody acts.
  scrollTo(page, at, hash = "") {
    this.stay(page);
    const box = scroller(page);
    if (!box) return;
    const words = slug(decodeURIComponent(hash.slice(1)));
    const isMeant = (heading) => slug(heading.textContent) === words;
    const go = () => {
      if (words) [...box.querySelectorAll("h1, h2, h3")].find(isMeant)?.scrollIntoView();
      else box.scrollTo(0, at);
    };
    go();
    if (at || words) (page.goal = new ResizeObserver(go)).observe(box.querySelector(".jp-WindowedPanel-inner"));
  }

  stay(page = this.current) {
    page?.goal?.disconnect();
    if (page) page.goal = null;
  }

  // ---- what the bar offers

  async ownNotebooks() {
    const { content } = await this.app.serviceManager.contents.get("own");
    return content.filter(({ type }) => type === "notebook").map(({ path }) => path);
  }

  async newNotebook() {
    const made = await this.app.serviceManager.contents.newUntitled({ path: "own", type: "notebook" });
    await this.go(made.path);
  }

  async close() {
    await Promise.all([...this.pages.values()].map(({ path, panel }) => isOwn(path) && panel.context.save()));
    const token = document.cookie.match(/_xsrf=([^;]+)/)?.[1] ?? "";
    await fetch(`${this.base}api/shutdown`, { method: "POST", headers: { "X-XSRFToken": token } });
    this.current = null;
    const words = Object.assign(document.createElement("p"), { className: "n2y-closed" });
    words.textContent = "The kit is closed. What you saved is kept. You can close this tab.";
    document.body.replaceChildren(words);
  }
}

const isOwn = (path) => path.startsWith(OWN);
const slug = (words) => words.replace("¶", "").trim().replaceAll(" ", "-");
const scroller = (page) => page.panel.node.querySelector(".jp-WindowedPanel-outer");

// The first heading, as the page's own words have it.
function titleOf(panel) {
  const texts = [...(panel.context.model?.cells ?? [])].map((cell) => cell.sharedModel.getSource());
  return texts.map((text) => text.match(/^# (.+)/m)?.[1]).find(Boolean);
}
