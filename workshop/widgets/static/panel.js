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

function render({ model, el }) {
  const mark = `nty-${Math.random().toString(36).slice(2)}-`; // every panel loads its own copy of this file
  const controls = new Map(); // by name: what is typed or chosen, and what Python last knew of it
  const folds = new Map(); // by name: whether a person left it open
  let turn = -1;
  let silent = null; // the timer that runs while Python has not answered a press
  let repeated = false;

  const status = tag("p", { class: "nty-status", role: "status", "aria-live": "polite" });
  const above = tag("div", { class: "nty-parts" });
  const below = tag("div", { class: "nty-parts" });
  const form = tag("form", { novalidate: true, autocomplete: "off" }, above, status, below);
  // Without this attribute JupyterLab takes keys such as "a" or an arrow on a radio button as commands for cells.
  const root = tag("div", { class: "nty", role: "group", "data-lm-suppress-shortcuts": "true" }, form);

  const asleep = () => (status.textContent = model.get("asleep"));

  function press(action, key = null) {
    const values = {};
    for (const [name, control] of controls) values[name] = control.shown = control.read();
    model.send({ action, key, values });
    clearTimeout(silent);
    silent = setTimeout(asleep, 5000);
  }

  // ---- controls: kept by name while their part is redrawn, so that what is typed is never lost

  function keep(part, create) {
    const kept = controls.get(part.name);
    const control = kept?.kind === part.part ? kept : { kind: part.part, empty: "", ...create() };
    controls.set(part.name, control);
    return control;
  }

  function changed(part, wait = 0) {
    reveal();
    noted(part.name);
    if (!part.live) return;
    clearTimeout(part.timer);
    part.timer = setTimeout(() => press(part.live), wait);
  }

  // Under a field that was kept and then changed it says so, until it is kept again.
  function noted(name) {
    const view = model.get("view"), control = controls.get(name), kept = view.values[name];
    control?.note?.(view.unkept && kept && control.read() !== kept ? view.unkept : "");
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

  function settle(view) {
    for (const [name, control] of controls) {
      if (!root.contains(control.node)) {
        controls.delete(name);
        continue;
      }
      const value = view.values[name] ?? control.empty;
      const untouched = control.shown === undefined || control.read() === control.shown;
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
    const view = model.get("view");
    if (!view.parts || view.turn === turn) return;
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const { selectionStart, selectionEnd } = active ?? {};
    root.setAttribute("aria-label", view.label);
    root.className = `nty nty-${view.kind.toLowerCase()}${view.wide ? " nty-wide" : ""}`;
    fill(above, view.parts.slice(0, view.status_at));
    fill(below, view.parts.slice(view.status_at));
    settle(view);
    reveal();
    status.textContent = view.status;
    status.className = `nty-status${view.refused ? " nty-refused" : ""}`;
    clearTimeout(silent);
    if (view.focus && turn >= 0) focusOn(view.focus);
    else if (active && document.activeElement !== active) {
      if (active.isConnected) active.focus();
      else focusOn(active.dataset.key);
      if (selectionStart !== undefined && active.setSelectionRange && active.isConnected && active.type === "text") {
        active.setSelectionRange(selectionStart, selectionEnd);
      }
    }
    turn = view.turn;
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    if (!repeated) event.submitter?.press?.();
  };
  root.addEventListener("keydown", (event) => {
    repeated = event.repeat && event.key === "Enter";
    event.stopPropagation();
  });
  model.on("change:view", draw);
  model.on("comm:close", asleep);
  model.on("comm_live_update", asleep);
  el.append(root);
  draw();
  model.send({ seen: 1 });
  return () => {
    clearTimeout(silent);
    model.send({ seen: -1 });
  };
}

export default { render };
