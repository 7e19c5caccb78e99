// Draws the parts that a Panel in Python describes, and tells it what was pressed. Everything typed is text:
// it enters the page as text nodes, and as values of fields; nothing here ever makes markup of it.

function tag(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const UNKEPT = "Not kept yet.";
const BUSY = "One moment, please.";
const HERE = "What you typed here and did not keep is in this page only, and goes when you close it.";
const REFUSED = "This browser cannot store what is not kept yet: it is in this page only, and goes when you close it.";
const ELSEWHERE = "Changed in another tab as well: the newest words stand.";

// What must not lie in the browser's storage (private words, a shared computer), or cannot (refused, full), lies here:
// it outlives a new start of the page, and nothing more.
const inPage = (window.n2yDrafts ??= new Map());

function storage(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

const isShared = () => storage((disk) => disk.getItem("n2y-shared")) === "yes";

function putDraft(key, text, isPrivate) {
  const isStored = !isPrivate && !isShared() && storage((disk) => (disk.setItem(key, text), true));
  if (isStored) inPage.delete(key);
  else inPage.set(key, text);
}

function dropDraft(key) {
  inPage.delete(key);
  storage((disk) => {
    if (disk.getItem(key) === null) return;
    disk.setItem(key, ""); // other tabs hear that it was kept; a removal alone may be of other reasons
    disk.removeItem(key);
  });
}

function findDraft(key) {
  try {
    return JSON.parse(inPage.get(key) ?? storage((disk) => disk.getItem(key)));
  } catch {
    return null;
  }
}

// The newest draft of a card, whatever it is about.
function newestDraft(card) {
  const keys = [...inPage.keys(), ...(storage((disk) => Object.keys(disk)) ?? [])];
  const found = keys.filter((key) => key.startsWith(`${card}|`)).map((key) => [key, findDraft(key)]);
  return found.filter(([, draft]) => draft).sort(([, one], [, other]) => other.at - one.at)[0] ?? [];
}

function render({ model, el }) {
  const mark = `nty-${Math.random().toString(36).slice(2)}-`; // every panel loads its own copy of this file
  const controls = new Map(); // by name: what is typed or chosen, and what Python last knew of it
  const folds = new Map(); // by name: whether a person left it open
  const restored = new Set(); // the names of the fields into which a draft came back
  let view = { turn: -1, base: {}, left: {} }; // as it is drawn
  let pending = null; // what Python was told last, until it answers
  let sent = 0;
  let slow = null; // the timer of an answer that takes long
  let later = null; // the timer of a draft that is to be written
  let written = ""; // the draft as this page and its storage know it
  let isClosed = false; // whether the line to Python is closed
  let wasAway = false;
  let repeated = false;

  const status = tag("p", { class: "nty-status", role: "status", "aria-live": "polite" });
  const above = tag("div", { class: "nty-parts" });
  const below = tag("div", { class: "nty-parts" });
  const where = tag("p", { class: "nty-hint", role: "status", hidden: true });
  const form = tag("form", { novalidate: true, autocomplete: "off" }, above, status, where, below);
  // Without this attribute JupyterLab takes keys such as "a" or an arrow on a radio button as commands for cells.
  const root = tag("div", { class: "nty", role: "group", "data-lm-suppress-shortcuts": "true" }, form);

  // ---- Python: it is told what was pressed, and answers in the end, unless its kernel is gone

  function send(message) {
    try {
      model.send(message);
    } catch {
      isClosed = true;
    }
  }

  function tell(message) {
    pending = { ...message, id: `${mark}${++sent}` };
    send(pending);
    clearTimeout(slow);
    if (!waits()) slow = setTimeout(waits, 1000, true);
  }

  // Says that nothing will answer, or after a while that the answer takes a moment.
  function waits(long = false) {
    const kernel = document.body.dataset.n2yKernel;
    const isGone = isClosed || kernel === "dead" || kernel === "away";
    if (isGone && (pending || !kernel)) status.textContent = model.get("asleep");
    else if (long && pending?.action && !pending.live) status.textContent = BUSY;
    return isGone;
  }

  function kernelChanged() {
    const isAway = waits();
    if (wasAway && !isAway && pending) send(pending); // lost on the way, or its answer was; it is done once
    wasAway = isAway;
  }

  function press(action, key = null, live = false) {
    const again = pending?.action === action && pending.key === key && !live;
    if (again && !waits()) return;
    if (later) write();
    const values = {};
    for (const [name, control] of controls) {
      if (control.read() !== control.shown) values[name] = control.shown = control.read();
    }
    tell({ action, key, values, live });
  }

  // ---- drafts: what is typed or chosen and not kept yet

  const keyOf = (drawn) => (drawn.draft ? `${drawn.draft}|${drawn.state}` : "");
  const isTyped = (control) =>
    Date.now() - control.at < 3000 && control.node.contains(document.activeElement) && document.hasFocus();

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
    const isTaken = pending?.drafts; // Python is about to put these back
    const key = isTaken ? pending.key : keyOf(view);
    const values = { ...pending?.drafts, ...unkept() };
    const isKept = !Object.keys(values).length && (view.home === null || view.home === view.state);
    const text = isKept ? "" : JSON.stringify(values);
    if (key + text !== written) {
      written = key + text;
      if (isKept) dropDraft(key);
      else putDraft(key, JSON.stringify({ at: Date.now(), values }), view.private);
    }
    tellWhere();
  }

  function tellWhere() {
    const isHere = inPage.has(keyOf(view));
    where.textContent = !isHere ? "" : view.private || isShared() ? HERE : REFUSED;
    where.hidden = !isHere;
  }

  // Puts a draft into its fields; where the card is about something else, or was changed, Python does.
  function adopt(key, { values }) {
    const names = Object.keys(values);
    const fits = (name) => view.left[name] || controls.get(name)?.takes(...values[name]);
    written = key + JSON.stringify(values);
    if (key !== keyOf(view) || !names.every(fits) || !Object.keys(view.left).every((name) => name in values)) {
      return tell({ drafts: values, state: key.slice(view.draft.length + 1), key });
    }
    for (const [name, kept] of Object.entries(view.base)) {
      const control = controls.get(name);
      if (!control || isTyped(control)) continue;
      control.write(name in values ? values[name][1] : (kept ?? control.empty));
      if (name in values) restored.add(name);
      noted(name);
    }
    reveal();
    tellWhere();
  }

  function load(any) {
    const key = keyOf(view), draft = findDraft(key);
    if (draft) adopt(key, draft);
    else if (any && view.draft) {
      const [other, newest] = newestDraft(view.draft);
      if (newest) adopt(other, newest);
    }
  }

  // After a redraw: another card or another state has drafts of its own; some take theirs along.
  function follow(before, answered) {
    const key = keyOf(view), isOther = view.draft !== before.draft;
    for (const state of view.gone) dropDraft(`${view.draft}|${state}`);
    if (answered?.drafts) for (const name of Object.keys(unkept())) restored.add(name);
    if (key !== keyOf(before)) {
      const goesAlong = !isOther && view.home !== null;
      if (goesAlong) dropDraft(keyOf(before));
      written = "";
      if (!goesAlong || !Object.keys(unkept()).length) load(isOther);
      if (goesAlong) write();
      else tellWhere();
    } else if (answered) write();
  }

  // Another tab wrote: its words stand as the newest, but come under nobody's fingers.
  function elsewhere() {
    const key = keyOf(view), draft = findDraft(key);
    if (!draft || key + JSON.stringify(draft.values) === written) return;
    const isBusy = [...controls.values()].some(isTyped);
    adopt(key, draft);
    status.textContent = ELSEWHERE;
    if (isBusy) setTimeout(elsewhere, 3000);
  }

  function stored(event) {
    if (event.key === "n2y-shared") return shared();
    if (!view.draft || event.key !== keyOf(view)) return;
    if (event.newValue) return elsewhere();
    if (event.newValue === null) return;
    for (const control of controls.values()) if (!isTyped(control)) control.shown = control.read();
    written = "";
    tell({ let_go: true });
  }

  function shared() {
    written = "";
    write();
  }

  function hidden() {
    if (later) write();
  }

  function left(event) {
    hidden();
    if (event.type === "pagehide") send({ seen: -1 });
    else if (Object.keys(unkept()).length) event.preventDefault();
  }

  // ---- controls: kept by name while their part is redrawn, so that what is typed is never lost

  function keep(part, create) {
    const kept = controls.get(part.name);
    const control = kept?.kind === part.part ? kept : { kind: part.part, empty: "", ...create() };
    control.label = part.label;
    control.takes = (label, value) => label === part.label && (!part.options || !value || part.options.some((one) => one.value === value));
    controls.set(part.name, control);
    return control;
  }

  function changed(part, wait = 0) {
    controls.get(part.name).at = Date.now();
    later ??= setTimeout(write, 150);
    reveal();
    noted(part.name);
    if (!part.live) return;
    clearTimeout(part.timer);
    part.timer = setTimeout(() => press(part.live, null, true), wait);
  }

  // Under a field that was kept and then changed it says so, until it is kept again; and where a draft came back.
  function noted(name) {
    const control = controls.get(name), kept = view.base[name] || null;
    const isKept = !(name in view.base) || (control.read() || null) === kept;
    if (isKept) restored.delete(name);
    control.note?.(isKept ? "" : kept && view.unkept ? view.unkept : restored.has(name) ? UNKEPT : "");
  }

  function described(part, control) {
    const hint = part.hint ? tag("p", { class: "nty-hint", id: `${mark}${part.name}-hint` }, part.hint) : null;
    const error = tag("p", { class: "nty-error", id: `${mark}${part.name}-error`, hidden: true });
    const note = tag("p", { class: "nty-hint", role: "status", hidden: true });
    control.note = (sentence) => {
      note.textContent = sentence;
      note.hidden = !sentence;
    };
    control.fail = (sentence) => {
      error.textContent = sentence ?? "";
      error.hidden = !sentence;
      control.mark(sentence, [hint?.id, sentence ? error.id : null].filter(Boolean).join(" "));
    };
    return [hint, note, error];
  }

  function describe(node, sentence, ids) {
    if (ids) node.setAttribute("aria-describedby", ids);
    else node.removeAttribute("aria-describedby");
    if (sentence) node.setAttribute("aria-invalid", "true");
    else node.removeAttribute("aria-invalid");
  }

  function typed(part, name, attributes) {
    const control = keep(part, () => {
      const node = tag(name, { id: mark + part.name, ...attributes });
      const read = () => (node.validity.badInput ? "an unfinished date" : node.value);
      const write = (value) => (node.value = value ?? "");
      return { node, read, write, focus: () => node.focus(), mark: (...said) => describe(node, ...said) };
    });
    control.node.oninput = () => changed(part, name === "select" ? 0 : 200);
    const label = tag("label", { for: mark + part.name }, part.label);
    return { control, label };
  }

  const make = {
    words(part) {
      const tones = part.tone.split(" ");
      const name = { title: "h2", part: "h3", code: "pre" }[tones[0]] ?? "p";
      return tag(name, { class: tones.map((tone) => `nty-${tone}`).join(" "), tabindex: name === "h2" ? "-1" : null }, part.text);
    },

    field(part) {
      const area = part.kind === "area";
      const date = part.kind === "date" || part.kind === "day"; // a date is past, a day may be to come
      const { control, label } = typed(part, area ? "textarea" : "input", {
        type: area ? null : date ? "date" : "text",
        rows: area ? 4 : null,
        inputmode: part.kind === "number" ? "decimal" : null,
        min: date ? "1970-01-01" : null,
        max: date ? (part.kind === "date" ? new Date().toLocaleDateString("sv") : "9999-12-31") : null,
        list: part.offers?.length ? `${mark}${part.name}-offers` : null,
      });
      const offers = part.offers?.length
        ? tag("datalist", { id: `${mark}${part.name}-offers` }, ...part.offers.map((value) => tag("option", { value })))
        : null;
      const [hint, ...below] = described(part, control);
      return tag("div", { class: `nty-field nty-${part.kind}` }, label, hint, control.node, offers, ...below);
    },

    pick(part) {
      const { control, label } = typed(part, "select", {});
      const chosen = control.node.value;
      control.node.replaceChildren(...part.options.map((one) => tag("option", { value: one.value }, one.label)));
      control.write(chosen);
      const [hint, ...below] = described(part, control);
      return tag("div", { class: "nty-field nty-pick" }, label, hint, control.node, ...below);
    },

    choice(part) {
      const control = keep(part, () => ({ empty: null, value: null, read: () => control.value, write: (value) => control.show(value) }));
      const meaning = tag("p", { class: "nty-meaning", id: `${mark}${part.name}-meaning` });
      const [hint, ...below] = described(part, control);
      const radios = part.options.map((one) =>
        tag("input", { type: "radio", name: mark + part.name, value: one.value, "data-key": `${part.name}=${one.value}` }),
      );
      control.show = (value) => {
        control.value = value ?? null;
        for (const radio of radios) radio.checked = radio.value === control.value;
        meaning.textContent = part.options.find((one) => one.value === control.value)?.hint ?? "";
        reveal();
      };
      for (const radio of radios) {
        // A click and an arrow end here; the same choice again takes it back where that is allowed.
        radio.onclick = () => {
          control.show(part.optional && control.value === radio.value ? null : radio.value);
          changed(part);
        };
        radio.onkeydown = (event) => {
          if (event.key !== " " || !radio.checked) return;
          event.preventDefault(); // the browser itself does nothing for a space on what is chosen already
          radio.onclick();
        };
      }
      const chips = part.options.map((one, at) => {
        const tile = one.letter ? tag("span", { class: `nty-tile nty-tile-${one.value}`, "aria-hidden": "true" }, one.letter) : null;
        return tag("label", { class: "nty-chip" }, radios[at], tag("span", { class: "nty-face" }, tile, tag("span", {}, one.label)));
      });
      const box = tag("fieldset", { class: `nty-choice nty-${part.tone ?? "row"}` }, tag("legend", {}, part.label), hint);
      box.append(tag("div", { class: "nty-chips" }, ...chips), meaning, ...below);
      control.node = box;
      control.focus = () => (radios.find((radio) => radio.checked) ?? radios[0])?.focus();
      control.mark = (sentence, ids) => describe(box, null, ids);
      control.show(control.value);
      return box;
    },

    buttons: (part) => tag("div", { class: "nty-buttons" }, ...part.buttons.map(button)),

    picture(part) {
      const safe = part.source.startsWith("data:image/");
      return tag("img", { class: "nty-picture", src: safe ? part.source : null, alt: part.sentence });
    },

    table(part) {
      const cell = (name, scope) => (text) => tag(name, { scope }, text);
      const body = part.rows.map(([first, ...rest]) => tag("tr", {}, cell("th", "row")(first), ...rest.map(cell("td"))));
      const head = tag("thead", {}, tag("tr", {}, ...part.columns.map(cell("th", "col"))));
      const table = tag("table", {}, tag("caption", {}, part.caption), head, tag("tbody", {}, ...body));
      return tag("div", { class: "nty-table", role: "region", "aria-label": part.caption, tabindex: "0" }, table);
    },

    fold(part) {
      const box = tag("div", { class: "nty-parts" });
      fill(box, part.parts);
      const fold = tag("details", { class: "nty-fold", open: folds.get(part.name) ?? part.open }, tag("summary", {}, part.label), box);
      fold.ontoggle = () => folds.set(part.name, fold.open);
      return fold;
    },

    group(part) {
      const named = part.label ? { role: "group", "aria-label": part.label } : {};
      const box = tag("div", { class: `nty-parts nty-${part.tone}`, ...named });
      fill(box, part.parts);
      return box;
    },

    items(part) {
      const rows = part.items.map((parts) => {
        const row = tag("li", { class: "nty-parts" });
        fill(row, parts);
        return row;
      });
      return tag("ul", { class: "nty-items" }, ...rows);
    },
  };

  function button(one) {
    const key = `${one.action}:${one.key ?? ""}`;
    const primary = one.tone === "primary";
    const node = tag("button", { type: primary ? "submit" : "button", class: `nty-button nty-${one.tone}`, "data-key": key, "aria-label": one.about }, one.label);
    // The second half of a double click presses nothing: it would save an empty entry after the real one.
    node.onclick = (event) => {
      if (event.detail > 1) event.preventDefault();
      else if (!primary) press(one.action, one.key);
    };
    node.press = () => press(one.action, one.key);
    return node;
  }

  function build(part) {
    const node = make[part.part](part);
    if (part.when) node.when = part.when;
    if (part.when) node.setAttribute("data-when", "");
    return node;
  }

  // ---- drawing: a part that says the same as before is left untouched, so that focus and typing stay where they are

  function fill(box, parts) {
    const before = box.drawn ?? [];
    box.drawn = parts.map((part, at) => {
      const said = JSON.stringify(part);
      if (before[at]?.said === said) return before[at];
      const node = build(part);
      if (before[at]) before[at].node.replaceWith(node);
      else box.append(node);
      return { said, node };
    });
    for (const gone of before.slice(parts.length)) gone.node.remove();
  }

  function reveal() {
    for (const node of root.querySelectorAll("[data-when]")) {
      node.hidden = !Object.entries(node.when).every(([name, values]) => values.includes(controls.get(name)?.read() ?? null));
    }
  }

  function settle(isOther) {
    for (const [name, control] of controls) {
      if (!root.contains(control.node)) {
        controls.delete(name);
        continue;
      }
      const value = view.values[name] ?? control.empty;
      const untouched = isOther || control.shown === undefined || control.read() === control.shown;
      if (value !== control.shown && untouched) control.write(value); // what was typed meanwhile wins
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
    const next = model.get("view"), before = view;
    if (!next.parts || next.turn === view.turn) return;
    if (later) write();
    view = next;
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const { selectionStart, selectionEnd } = active ?? {};
    root.setAttribute("aria-label", view.label);
    root.className = `nty nty-${view.kind.toLowerCase()}${view.wide ? " nty-wide" : ""}`;
    fill(above, view.parts.slice(0, view.status_at));
    fill(below, view.parts.slice(view.status_at));
    settle(view.draft !== before.draft);
    reveal();
    status.textContent = view.status;
    status.className = `nty-status${view.refused ? " nty-refused" : ""}`;
    const answered = pending && pending.id === view.heard ? pending : null;
    if (answered) pending = clearTimeout(slow) ?? null;
    isClosed = false;
    follow(before, answered);
    if (view.focus && before.parts) focusOn(view.focus);
    else if (active && document.activeElement !== active) {
      if (active.isConnected) active.focus();
      else focusOn(active.dataset.key);
      if (selectionStart !== undefined && active.setSelectionRange && active.isConnected && active.type === "text") {
        active.setSelectionRange(selectionStart, selectionEnd);
      }
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
  function closed() {
    isClosed = true;
    waits();
  }

  const heard = [["storage", stored], ["n2y-shared", shared], ["n2y-kernel", kernelChanged], ["beforeunload", left], ["pagehide", left]];
  for (const [event, call] of heard) window.addEventListener(event, call);
  document.addEventListener("visibilitychange", hidden);
  model.on("change:view", draw);
  model.on("comm:close", closed);
  model.on("comm_live_update", closed);
  el.append(root);
  draw();
  send({ seen: 1 });
  return () => {
    hidden();
    clearTimeout(slow);
    for (const [event, call] of heard) window.removeEventListener(event, call);
    document.removeEventListener("visibilitychange", hidden);
    send({ seen: -1 });
  };
}

export default { render };
