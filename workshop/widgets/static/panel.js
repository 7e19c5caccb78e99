// Draws the parts that a Panel in Python describes, and tells it what was pressed. Everything typed is text:
// it enters the page as text nodes, and as values of fields; nothing here ever makes markup of it.

function tag(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  const given = Object.entries(attributes).filter(([, value]) => (value ?? false) !== false);
  for (const [key, value] of given) node.setAttribute(key, value === true ? "" : value);
  node.append(...children.filter((child) => (child ?? "") !== ""));
  return node;
}

const say = (node, sentence) => Object.assign(node, { textContent: sentence || "", hidden: !sentence });

// ---- where drafts lie: in the browser's storage, from which other tabs hear of them. What must not lie there (private
// words, a shared computer) or cannot (refused, full) stays in the page, through a new start of it and no longer.

const PAUSE = 3000; // ms: for so long after a key was pressed a field counts as being typed in
const inPage = (window.n2yDrafts ??= new Map());
const isShared = () => attempt(() => localStorage.getItem("n2y-shared")) === "yes";
// Pages that lie open behind this one in the same tab hear of it too.
const publish = (key, newValue) => window.dispatchEvent(new StorageEvent("storage", { key, newValue }));

function attempt(act) {
  try { return act(); } catch { return null; }
}

function putDraft(key, values, isPrivate) {
  const text = JSON.stringify({ at: Date.now(), values });
  const isStored = !isPrivate && !isShared() && attempt(() => [localStorage.setItem(key, text)]);
  if (isStored) inPage.delete(key);
  else inPage.set(key, text);
  publish(key, text);
}

function dropDraft(key) {
  const wasStored = attempt(() => localStorage.getItem(key)) !== null;
  if (wasStored) localStorage.setItem(key, ""); // other tabs hear that it was kept: a removal can have other reasons
  if (wasStored) localStorage.removeItem(key);
  if (inPage.delete(key) || wasStored) publish(key, "");
}

// The drafts of a card with their keys, the newest first: each open row and each chosen ask has its own.
function findDrafts(card) {
  const texts = Object.entries({ ...attempt(() => ({ ...localStorage })), ...Object.fromEntries(inPage) });
  const found = texts.map(([key, text]) => [key, key.startsWith(`${card}|`) && attempt(() => JSON.parse(text))]);
  const isDraft = ([, draft]) => attempt(() => Object.values(draft.values).every(Array.isArray));
  return found.filter(isDraft).sort(([, one], [, other]) => other.at - one.at);
}

function render({ model, el }) {
  const mark = `nty-${Math.random().toString(36).slice(2)}-`; // every panel loads its own copy of this file
  const idOf = (part) => mark + encodeURIComponent(part.name); // a field of their own may have any name
  const said = model.get("said"); // what a page says by itself
  const controls = new Map(); // by name: what is typed or chosen, and what Python last knew of it
  const folds = new Map(); // by name: whether a person left it open
  const restored = new Set(); // the names of the fields into which a draft came back
  let view = { turn: -1, base: {}, left: {} }; // what Python described, as it is drawn
  let sent = 0, pending = null; // what Python was told last, until it answers
  let slow = null, later = null, soon = null; // timers: of an answer that takes long, of a draft, of what typing asks for
  let isClosed = false, repeated = false, isSeen = false; // the line to Python; a key that is held; the panel
  let wrote = ""; // the draft as this page wrote it last

  const status = tag("p", { class: "nty-status", role: "status", "aria-live": "polite" });
  const where = tag("p", { class: "nty-hint", role: "status", hidden: true });
  const all = tag("div", { class: "nty-parts" });
  const form = tag("form", { novalidate: true, autocomplete: "off" }, all, where);
  // Without this attribute JupyterLab takes keys such as "a" or an arrow on a radio button as commands for cells.
  const root = tag("div", { class: "nty", role: "group", "data-lm-suppress-shortcuts": "true" }, form);

  // ---- Python is told what was pressed, and answers in the end, unless its kernel is gone
  const send = (message) => (isClosed ? null : (attempt(() => [model.send(message)]) ?? closed()));

  // A panel that nobody sees is not drawn anew at each change, but once when it is seen again.
  const seen = (isNow) => isNow !== isSeen && send({ seen: (isSeen = isNow) ? 1 : -1 });

  const closed = () => sleeps(false, (isClosed = true));

  function tell(message) {
    pending = { ...message, id: `${mark}${++sent}` };
    send(pending);
    clearTimeout(slow);
    if (!sleeps()) slow = setTimeout(sleeps, 1000, true);
  }

  // Whether nothing will answer; says so where it matters, and after a while that an answer takes its time.
  function sleeps(isSlow = false) {
    const kernel = document.body.dataset.n2yKernel; // only where the page's extension runs
    const isAsleep = isClosed || kernel === "dead" || kernel === "away";
    if (isAsleep && (pending || !kernel)) status.textContent = said.asleep;
    else if (isSlow && pending?.action && !pending.live) status.textContent = said.busy;
    return isAsleep;
  }

  function press(action, key = null, live = false) {
    const waits = pending?.action && !pending.live; // for the answer to a press, which takes along what is typed
    if (waits && (live || (pending.action === action && pending.key === key)) && !sleeps()) return;
    clearTimeout(soon); // what typing would ask for goes along with this
    flush();
    const values = {};
    const touched = [...controls].filter(([, control]) => control.read() !== control.shown);
    for (const [name, control] of touched) values[name] = control.shown = control.read();
    tell({ action, key, values, live });
  }

  // ---- drafts: what differs from what is kept
  const keyOf = (drawn) => (drawn.draft ? `${drawn.draft}|${drawn.state}` : "");
  const isTyped = ({ at, node }) => Date.now() - at < PAUSE && node.contains(document.activeElement) && document.hasFocus();
  const isAllKept = () => !Object.keys(unkept()).length;

  function unkept() {
    const found = { ...view.left };
    for (const [name, kept] of Object.entries(view.base)) {
      const control = controls.get(name);
      const value = control ? control.read() : view.values[name];
      if ((value || null) !== (kept || null)) found[name] = [control?.label ?? "", value];
    }
    return found;
  }

  function write() {
    clearTimeout(later);
    later = null;
    if (!view.draft) return;
    const key = pending?.drafts ? pending.of : keyOf(view); // what Python is about to put back is part of it
    const values = { ...pending?.drafts, ...unkept() };
    const isHome = !pending?.drafts && (view.home === null || view.home === view.state);
    const text = isHome && !Object.keys(values).length ? "" : JSON.stringify([key, values]);
    // The same words again would come as new ones to a page that has just kept them.
    if (!text) dropDraft(key);
    else if (text !== wrote) putDraft(key, values, view.private);
    wrote = text;
    const isHere = inPage.has(keyOf(view)) && !isAllKept();
    say(where, !isHere ? "" : view.private || isShared() ? said.here : said.refused);
  }

  const flush = () => later && write(), writeAgain = () => write((wrote = ""));

  // Puts a draft into its fields; where the card is about something else, or was changed, Python does.
  function adopt(key, { values }) {
    const fits = (name) => view.left[name] || controls.get(name)?.takes(...values[name]);
    const isSame = key === keyOf(view) && Object.keys(view.left).every((name) => values[name]);
    const state = key.slice(view.draft.length + 1);
    if (!isSame || !Object.keys(values).every(fits)) return tell({ drafts: values, state, of: key });
    for (const [name, kept] of Object.entries(view.base)) {
      const control = controls.get(name);
      if (!control || isTyped(control)) continue;
      control.write(values[name] ? values[name][1] : (kept ?? control.empty));
      if (values[name]) restored.add(name);
      if (values[name]) control.node.closest("details:not([open])")?.setAttribute("open", ""); // never unseen
      noted(name);
    }
    reveal();
  }

  // After a redraw: another card, row or ask has drafts of its own; some cards take theirs along to another ask.
  function follow(before, answered) {
    for (const state of view.gone) dropDraft(`${view.draft}|${state}`);
    const isOther = view.draft !== before.draft, isElse = keyOf(view) !== keyOf(before);
    const goesAlong = isElse && !isOther && view.home !== null;
    if (goesAlong) dropDraft(keyOf(before));
    if (answered?.drafts) Object.keys(unkept()).forEach((name) => noted(name, restored.add(name)));
    else if (answered?.let_go || (isElse && (!goesAlong || isAllKept()))) {
      const found = findDrafts(view.draft), mine = found.find(([key]) => key === keyOf(view));
      const next = mine ?? (isOther || answered?.let_go ? found[0] : null); // another row's, another ask's
      if (next) adopt(...next);
    }
    const isAskedElse = ([name, [label]]) => label && (controls.get(name)?.label ?? label) !== label;
    if (!isElse && Object.entries(before.unkept).some(isAskedElse)) adopt(keyOf(view), { values: before.unkept });
    if (answered?.action || isElse) write();
  }

  // Another page wrote: its words stand as the newest, but never come under typing fingers.
  function elsewhere(key, isTold) {
    const [, draft] = findDrafts(view.draft).find(([found]) => found === key) ?? [];
    const isBusy = [...controls.values()].some(isTyped);
    if (!draft || JSON.stringify(draft.values) === JSON.stringify(unkept())) return;
    adopt(key, draft);
    if (isTold) status.textContent = said.elsewhere;
    if (isBusy) setTimeout(elsewhere, PAUSE, key, isTold);
  }

  function stored({ key, newValue, isTrusted }) {
    if (key === "n2y-shared") return writeAgain();
    const isHere = key && key === keyOf(view);
    const goesAlong = view.home !== null && Object.keys(view.base).length;
    const isNext = goesAlong && key?.startsWith(`${view.draft}|`) && isAllKept();
    if (newValue && (isHere || isNext)) return elsewhere(key, isTrusted); // in the same tab it was the same person
    if (newValue !== "" || !isHere || isAllKept()) return;
    // It was kept there, and the journal has it. What is being typed here this moment, and is in no draft yet, stays.
    for (const control of controls.values()) if (!later || !isTyped(control)) control.shown = control.read();
    tell({ let_go: true });
  }

  // ---- controls: kept by name while their part is redrawn, so that what is typed is never lost
  function keep(part, create) {
    const kept = controls.get(part.name);
    const control = kept?.kind === part.part ? kept : { kind: part.part, empty: "", ...create() };
    if (kept && kept.label !== part.label) kept.shown = kept.read(); // what stands there answers another question
    control.label = part.label;
    const offered = part.options?.map((one) => one.value);
    control.takes = (label, value) => label === part.label && (!offered || !value || offered.includes(value));
    controls.set(part.name, control);
    return control;
  }

  function changed(part, wait = 0) {
    controls.get(part.name).at = Date.now();
    later ??= setTimeout(write, 150);
    reveal();
    noted(part.name);
    if (!part.live) return;
    clearTimeout(soon);
    soon = setTimeout(press, wait, part.live, null, true);
  }

  // Under a field that was kept and then changed it says so, until it is kept again; and where a draft came back.
  function noted(name) {
    const control = controls.get(name), kept = view.base[name] || null;
    const isKept = !control || !(name in view.base) || (control.read() || null) === kept;
    if (isKept) restored.delete(name);
    control?.note?.(isKept ? "" : kept && view.unkept ? view.unkept : restored.has(name) ? said.unkept : "");
  }

  function described(part, control) {
    const hint = part.hint ? tag("p", { class: "nty-hint", id: `${idOf(part)}-hint` }, part.hint) : null;
    const error = tag("p", { class: "nty-error", id: `${idOf(part)}-error`, hidden: true });
    const note = tag("p", { class: "nty-hint", role: "status", hidden: true });
    const put = (name, value) => (value ? control.node.setAttribute(name, value) : control.node.removeAttribute(name));
    control.note = (sentence) => say(note, sentence);
    control.fail = (sentence) => {
      say(error, sentence);
      put("aria-describedby", [hint?.id, sentence ? error.id : null].filter(Boolean).join(" "));
      put("aria-invalid", sentence && control.kind !== "choice" ? "true" : ""); // a group of radios has no such state
    };
    return [hint, note, error];
  }

  function typed(part, name, attributes, look, ...more) {
    const control = keep(part, () => {
      const node = tag(name, { id: idOf(part), ...attributes });
      const read = () => (node.validity.badInput ? "an unfinished date" : node.value);
      return { node, read, write: (value) => (node.value = value ?? ""), focus: () => node.focus() };
    });
    control.node.oninput = () => changed(part, name === "select" ? 0 : 200);
    const label = tag("label", { for: idOf(part) }, part.label);
    const [hint, ...below] = described(part, control);
    return tag("div", { class: `nty-field nty-${look}` }, label, hint, control.node, ...more, ...below);
  }

  const tileOf = (one) =>
    one?.letter ? tag("span", { class: `nty-tile nty-tile-${one.value}`, "aria-hidden": "true" }, one.letter) : null;

  const make = {
    words(part) {
      const tones = part.tone.split(" ");
      const name = { title: "h2", part: "h3", code: "pre" }[tones[0]] ?? "p";
      return tag(name, { class: tones.map((tone) => `nty-${tone}`).join(" "), tabindex: name === "h2" ? "-1" : null }, tileOf(part.tile), part.text);
    },
    field(part) {
      const isDay = part.kind === "date" || part.kind === "day"; // a date is past, a day may be to come
      const latest = part.kind === "date" ? new Date().toLocaleDateString("sv") : "9999-12-31";
      const list = part.offers?.length ? `${idOf(part)}-offers` : null;
      const inputmode = part.kind === "number" ? "decimal" : null;
      const shape = isDay ? { type: "date", min: "1970-01-01", max: latest } : { type: "text", list, inputmode };
      const offers = list && tag("datalist", { id: list }, ...part.offers.map((value) => tag("option", { value })));
      return part.kind === "area" ? typed(part, "textarea", { rows: 4 }, "area") : typed(part, "input", shape, part.kind, offers);
    },
    pick(part) {
      const box = typed(part, "select", {}, "pick"), { node } = controls.get(part.name), chosen = node.value;
      node.replaceChildren(...part.options.map((one) => tag("option", { value: one.value }, one.label)));
      node.value = chosen;
      return box;
    },
    choice(part) {
      const control = keep(part, () => ({ empty: null, value: null, read: () => control.value, write: (value) => control.show(value) }));
      const meaning = tag("p", { class: "nty-meaning", id: `${idOf(part)}-meaning` });
      const [hint, ...below] = described(part, control);
      const radios = part.options.map(({ value }) => {
        const radio = tag("input", { type: "radio", name: idOf(part), value, "data-key": `${part.name}=${value}` });
        // A click and an arrow end here; the same choice again takes it back where that is allowed.
        radio.onclick = () => {
          control.show(part.optional && control.value === value ? null : value);
          changed(part);
        };
        radio.onkeydown = (event) => {
          if (event.key !== " " || !radio.checked) return;
          event.preventDefault(); // the browser itself does nothing for a space on what is chosen already
          radio.onclick();
        };
        return radio;
      });
      const chips = part.options.map((one, at) => {
        const face = tag("span", { class: "nty-face" }, tileOf(one), tag("span", {}, one.label));
        return tag("label", { class: "nty-chip" }, radios[at], face);
      });
      const rest = chips.slice(part.few || chips.length);
      const dots = tag("button", { type: "button", class: "nty-button", "aria-label": "Other answers" }, "…");
      const unfold = (isOpen) => rest.forEach((chip) => (chip.hidden = !(dots.hidden = isOpen)));
      dots.onclick = () => (unfold(true), rest[0].firstChild.focus());
      unfold(false);
      control.show = (value) => {
        control.value = value ?? null;
        if (rest.some((chip) => chip.firstChild.value === value)) unfold(true);
        for (const radio of radios) radio.checked = radio.value === control.value;
        meaning.textContent = part.options.find((one) => one.value === control.value)?.hint ?? "";
        reveal();
      };
      const box = tag("fieldset", { class: `nty-choice nty-${part.tone ?? "row"}` }, tag("legend", {}, part.label), hint);
      box.append(tag("div", { class: "nty-chips" }, ...chips, rest.length ? dots : ""), meaning, ...below);
      control.node = box;
      control.focus = () => (radios.find((radio) => radio.checked) ?? radios[0])?.focus();
      control.show(control.value);
      return box;
    },
    buttons: (part) => tag("div", { class: "nty-buttons" }, ...part.buttons.map(button)),
    picture: ({ source, sentence }, address = model.get("pictures")[source]) =>
      tag("img", { class: "nty-picture", src: address.startsWith("data:image/") && address, alt: sentence }),
    table(part) {
      const cell = (name, scope) => (text) => tag(name, { scope }, text);
      const body = part.rows.map(([first, ...rest]) => tag("tr", {}, cell("th", "row")(first), ...rest.map(cell("td"))));
      const head = tag("thead", {}, tag("tr", {}, ...part.columns.map(cell("th", "col"))));
      const table = tag("table", {}, tag("caption", {}, part.caption), head, tag("tbody", {}, ...body));
      return tag("div", { class: "nty-table", role: "region", "aria-label": part.caption, tabindex: "0" }, table);
    },
    fold(part) {
      const isOpen = folds.get(part.name) ?? part.open, inside = boxed("div", "nty-parts", part.parts);
      const fold = tag("details", { class: "nty-fold", open: isOpen }, tag("summary", {}, part.label), inside);
      fold.ontoggle = () => folds.set(part.name, fold.open);
      return fold;
    },
    group: ({ tone, parts, label }) => boxed("div", `nty-parts nty-${tone}`, parts, label ? { role: "group", "aria-label": label } : {}),
    status: () => status, // there is one, wherever it stands
    items: (part) => tag("ul", { class: "nty-items" }, ...part.items.map((parts) => boxed("li", "nty-parts", parts))),
  };

  const boxed = (name, look, parts, named) => fill(tag(name, { class: look, ...named }), parts);

  function button({ action, key, tone, about, label }) {
    const isMain = tone === "primary", look = { type: isMain ? "submit" : "button", class: `nty-button nty-${tone}` };
    const node = tag("button", { ...look, "data-key": `${action}:${key ?? ""}`, "aria-label": about }, label);
    node.press = () => (action === "copy" ? copy(node, key) : press(action, key));
    // The second half of a double click presses nothing: it would save an empty entry after the real one.
    node.onclick = (event) => (event.detail > 1 ? event.preventDefault() : isMain || node.press());
    return node;
  }

  function copy(node, words) {
    const says = (sentence) => () => (node.textContent = sentence);
    (attempt(() => navigator.clipboard.writeText(words)) ?? Promise.reject()).then(says(said.copied), says(said.uncopied));
  }

  function build(part) {
    const node = make[part.part](part);
    if (part.when) Object.assign(node, { when: part.when }).setAttribute("data-when", "");
    return node;
  }

  // ---- drawing: a part that says the same as before is left untouched, so that focus and typing stay where they are
  function fill(box, parts) {
    const before = box.drawn ?? [];
    box.drawn = parts.map((part, at) => {
      const said = JSON.stringify(part);
      return before[at]?.said === said ? before[at] : { said, node: build(part) };
    });
    const nodes = box.drawn.map(({ node }) => node);
    nodes.forEach((node, at) => {
      const there = box.children[at];
      if (there && there !== node && !nodes.includes(there)) there.replaceWith(node);
      else if (there !== node) box.insertBefore(node, there ?? null);
    });
    while (box.children.length > nodes.length) box.lastChild.remove();
    return box;
  }

  function reveal() {
    const holds = ([name, values]) => values.includes(controls.get(name)?.read() ?? null);
    for (const node of root.querySelectorAll("[data-when]")) node.hidden = !Object.entries(node.when).every(holds);
  }

  function settle(isOther) {
    for (const [name, { node }] of controls) if (!root.contains(node)) controls.delete(name);
    for (const [name, control] of controls) {
      const value = view.values[name] ?? control.empty;
      if (isOther) control.at = 0;
      const untouched = isOther || control.shown === undefined || control.read() === control.shown;
      if (untouched && control.read() !== value) control.write(value); // what was typed meanwhile wins
      control.shown = value;
      control.fail(view.errors[name]);
      noted(name);
    }
  }

  function focusOn(name) {
    const same = [...root.querySelectorAll("[data-key]")].find((node) => node.dataset.key === name);
    (controls.get(name) ?? same ?? root.querySelector(".nty-title"))?.focus();
  }

  function draw() {
    const next = model.get("view"), before = { ...view, unkept: unkept() };
    if (!next.parts || next.turn === view.turn) return;
    flush();
    view = next;
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const { selectionStart, selectionEnd } = active ?? {};
    root.setAttribute("aria-label", view.label);
    root.className = `nty nty-${view.kind.toLowerCase()}`;
    fill(all, view.parts);
    settle(view.draft !== before.draft);
    reveal();
    status.textContent = view.status;
    status.className = `nty-status${view.refused ? " nty-refused" : ""}`;
    isClosed = false;
    const answered = pending?.id === view.heard ? pending : null;
    if (answered) pending = null;
    follow(before, answered);
    if (view.file && before.parts) tag("a", { href: view.file.source, download: view.file.name }).click();
    if (view.focus && before.parts) focusOn(view.focus);
    else if (active && !active.isConnected) focusOn(active.dataset.key);
    else if (active && document.activeElement !== active) {
      active.focus();
      if (active.type === "text") active.setSelectionRange(selectionStart, selectionEnd);
    }
    send({ drawn: view.turn });
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    if (!repeated) event.submitter?.press?.();
  };
  root.addEventListener("keydown", (event) => {
    repeated = event.repeat && event.key === "Enter";
    event.stopPropagation();
  });

  const shown = new AbortController();
  const hear = (event, call) => window.addEventListener(event, call, { signal: shown.signal });
  hear("storage", stored);
  hear("n2y-shared", writeAgain);
  // Where nothing answered a press, it was lost or its answer was: Python does it once.
  hear("n2y-kernel", () => !sleeps() && document.body.dataset.n2yKernel === "ready" && pending && send(pending));
  for (const leaving of ["visibilitychange", "beforeunload"]) hear(leaving, flush);
  const isSafe = () => isAllKept() || (window.n2yReloads && !inPage.size); // the page itself starts again
  hear("beforeunload", (event) => isSafe() || event.preventDefault());
  hear("pagehide", () => seen(false));
  model.on("change:view", draw);
  for (const end of ["comm:close", "comm_live_update"]) model.on(end, closed);
  el.append(root);
  draw();
  const watch = new ResizeObserver(() => seen(root.getClientRects().length > 0)); // also when its tab is hidden
  watch.observe(root);
  return () => {
    flush();
    shown.abort();
    clearTimeout(slow);
    watch.disconnect();
    seen(false);
  };
}

export default { render };
