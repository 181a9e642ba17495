// One question of the list: a line that opens, and what is in it, made when it is opened.
function questionItem(question, data, onToggle) {
  const id = `q${question.place}`;
  const panel = el("div", { class: "panel", id: `${id}-panel`, role: "region", "aria-labelledby": id, hidden: true });
  const meta = [question.id, question.database, question.category, question.hardness,
    question.seconds ? duration(question.seconds) : null].filter(Boolean);
  const button = el("button", {
    type: "button", class: "line", id, "aria-expanded": "false", "aria-controls": `${id}-panel`,
    on: { click: () => { toggle(); onToggle(question, isOpen()); } },
  },
  el("span", { class: "asked" }, question.text),
  el("span", { class: "status" }, badge(question.outcome, question.answerable), changeMark(question)),
  el("span", { class: "meta" }, meta.map((part) => el("span", {}, part))));
  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  const toggle = () => {
    const open = !isOpen();
    if (open && !panel.childElementCount) panel.append(...panelParts(question, data));
    button.setAttribute("aria-expanded", String(open));
    panel.hidden = !open;
  };
  return { item: el("li", { class: "question" }, el("h3", {}, button), panel), button, isOpen, toggle };
}

function changeMark(question) {
  const before = question.before;
  if (!before || before.change === "same") return null;
  const signs = { gained: "▲ gained", lost: "▼ lost", other: "changed" };
  return el("span", { class: `change ${before.change}` }, signs[before.change], el("span", { class: "muted" }, `was ${before.outcome}`));
}

function panelParts(question, data) {
  return [
    question.history && el("p", { class: "instructions" }, el("strong", {}, "Asked before "), question.history.join(" / ")),
    question.instructions && el("p", { class: "instructions" }, el("strong", {}, "Instructions "), question.instructions),
    question.why && el("p", { class: `why ${outcomeClass(question.outcome, question.answerable)}` }, question.why),
    !question.answerable && el("p", { class: "muted" }, `The data can't answer this question${question.reason ? `: ${question.reason}` : ""}.`),
    question.flags && el("p", { class: "chips" }, question.flags.map((flag) => el("span", { class: "chip still" }, flag))),
    queries(question),
    earlier(question, data),
    resultTables(question),
    scores(question),
    attempts(question),
    prompt(question, data),
  ].filter(Boolean);
}

function queries(question) {
  const golds = question.golds || [];
  if (!golds.length && !question.sql) return null;
  const many = golds.length > 1;
  const left = golds.map((sql, place) => codeBlock(
    many ? `Gold ${place + 1} of ${golds.length}` : "Gold", sql,
    many && place === (question.gold || 0) ? "compared" : null));
  return el("div", { class: "sides" },
    el("div", { class: "side" }, left.length ? left : [el("h4", {}, "Gold"), el("p", { class: "empty" }, "None: the right answer is to abstain.")]),
    el("div", { class: "side" }, question.sql ? codeBlock("Predicted", question.sql)
      : [el("h4", {}, "Predicted"), el("p", { class: "empty" }, "No query.")]));
}

function codeBlock(title, sql, note) {
  const code = el("pre", { tabindex: "0", "aria-label": `${title}: SQL` }, el("code", {}, coloured(sql.pretty || sql.written)));
  const swap = sql.pretty && el("button", {
    type: "button", class: "quiet small", "aria-pressed": "false",
    on: {
      click: () => {
        const written = swap.getAttribute("aria-pressed") !== "true";
        swap.setAttribute("aria-pressed", String(written));
        code.firstChild.replaceChildren(...coloured(written ? sql.written : sql.pretty));
      },
    },
  }, "As written");
  return el("figure", {}, el("figcaption", {}, el("h4", {}, title, note && el("span", { class: "muted" }, note)), swap), code);
}

function coloured(pieces) {
  const found = [];
  for (let place = 0; place < pieces.length; place += 2) {
    found.push(pieces[place] ? el("span", { class: `t-${pieces[place]}` }, pieces[place + 1]) : pieces[place + 1]);
  }
  return found;
}

function earlier(question, data) {
  const before = question.before;
  if (!before) return null;
  return el("section", { class: "earlier", "aria-label": `In ${data.other.name}` },
    el("h4", {}, `In ${data.other.name} `, badge(before.outcome, question.answerable)),
    before.why && el("p", { class: "muted" }, before.why),
    before.same && el("p", { class: "muted" }, "The same query."),
    before.sql && codeBlock("Predicted then", before.sql));
}

function scores(question) {
  const found = Object.entries(question.metrics || {});
  if (!found.length) return null;
  return el("p", { class: "chips" }, found.map(([name, value]) => el("span", { class: "chip still" },
    `${name} `, el("strong", {}, String(Math.round(1000 * value) / 1000)))));
}

function attempts(question) {
  const tries = question.tries || [];
  if (!tries.length) return null;
  return el("details", {}, el("summary", {}, tries.length === 1 ? "The reply" : `${tries.length} tries`),
    tries.map((attempt, place) => el("div", { class: "try" },
      el("h4", {}, `Try ${place + 1}`, el("span", { class: "muted" },
        `${count(attempt.tokens[0], "token")} read, ${counts.format(attempt.tokens[1])} of them cached, ${counts.format(attempt.tokens[2])} written`)),
      el("pre", { tabindex: "0", "aria-label": `Reply ${place + 1}` }, attempt.reply),
      attempt.error && el("p", { class: "why o-invalid" }, attempt.error))));
}

function prompt(question, data) {
  const turns = [...(question.turns || [])];
  const system = question.system && data.systems[question.system];
  if (system) turns.unshift(["system", system]);
  if (!turns.length) return null;
  return el("details", {}, el("summary", {}, "The prompt"), turns.map(([role, content]) => el("div", { class: "try" },
    el("h4", {}, role), el("pre", { tabindex: "0", "aria-label": `Prompt: ${role}` }, content))));
}
