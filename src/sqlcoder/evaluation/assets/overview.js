// The numbers above the questions. `show` sets filters and goes to the questions.
function drawTop(run, other) {
  const answerer = run.answerer || {};
  const described = [answerer.name, answerer.kind && `(${answerer.kind})`].filter(Boolean).join(" ");
  const parts = [described, `${count(run.count, "question")} of ${run.questions}`, moment(run.created)];
  document.getElementById("top").append(
    el("div", {},
      el("p", { class: "eyebrow" }, "Evaluation"),
      el("h1", {}, run.name),
      el("p", { class: "about" }, parts.filter(Boolean).map((part) => el("span", {}, part))),
      other && el("p", { class: "about" }, el("span", {}, `Compared with ${other.name}, ${moment(other.created)}`))),
    el("button", { type: "button", class: "quiet", id: "theme", "aria-label": "Theme: dark or light", on: { click: switchTheme } }, "◐ Theme"));
}

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

function drawOverview(data, show) {
  const summary = data.summary;
  const warnings = [...summary.warnings, ...(data.other ? data.other.warnings : [])];
  document.getElementById("overview").append(...[
    ...warnings.map((text) => el("p", { class: "warning", role: "note" }, text)),
    hero(summary),
    data.other && comparison(data.other, show),
    outcomes(summary, show),
    groups(summary, show),
    measures(summary),
    notes(summary, show),
    settings(data.run),
  ].filter(Boolean));
}

function hero(summary) {
  const rate = summary.right;
  const tiles = [
    tile("Extra columns accepted", percent(summary.accepted.v), interval(summary.accepted), "as if right"),
    tile("Valid SQL", percent(summary.valid.v), interval(summary.valid), "ran on the database"),
    summary.abstention.recall.n ? tile("Abstention", percent(summary.abstention.recall.v),
      interval(summary.abstention.recall), `of ${count(summary.abstention.recall.n, "unanswerable question")}`) : null,
    summary.latency && tile("Median time", duration(summary.latency.median), null,
      `90% within ${duration(summary.latency.p90)}`),
  ];
  return el("section", { class: "card hero", "aria-labelledby": "headline" },
    el("div", { class: "headline" },
      el("h2", { id: "headline" }, "Right"),
      el("p", { class: "number" }, rate.v === null ? "–" : [(100 * rate.v).toFixed(1), el("small", {}, "%")]),
      intervalPlot(rate, true),
      el("p", { class: "scale", "aria-hidden": "true" }, el("span", {}, "0"), el("span", {}, "50"), el("span", {}, "100%")),
      el("p", { class: "muted" }, rate.n
        ? `${rate.k} of ${count(rate.n, "answerable question")}, 95% interval ${interval(rate)}`
        : "No answerable question counts.", leftOut(summary))),
    el("dl", { class: "tiles" }, tiles));
}

function leftOut(summary) {
  const parts = [[summary.uninformative.length, "with an empty gold"], [summary.goldFaults.length, "with a gold that fails"]]
    .filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  return parts.length ? `; left out: ${parts.join(", ")}` : null;
}

function tile(name, value, range, note) {
  return el("div", { class: "tile" }, el("dt", {}, name), el("dd", {},
    el("strong", {}, value), el("span", { class: "muted" }, [range, note].filter(Boolean).join(" · "))));
}

function comparison(other, show) {
  const [both, first, second, neither] = other.tally;
  const points = (share) => `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(1)}`;
  const p = other.p < 0.001 ? "p < 0.001" : `p = ${other.p.toFixed(3)}`;
  const cells = [["gained", second], ["lost", first]].map(([change, n]) => el("button", {
    type: "button", class: "chip", on: { click: () => show({ change }) },
  }, el("strong", {}, n), ` ${change}`));
  return el("section", { class: "card", "aria-labelledby": "compared" },
    el("h2", { id: "compared" }, `Against ${other.name}`),
    el("p", { class: "lead" }, el("strong", {}, `${points(other.difference.v)} points`),
      ` (95% ${points(other.difference.lo)} to ${points(other.difference.hi)}), McNemar's ${p}, `,
      `on ${count(both + first + second + neither, "shared question")}.`),
    el("p", { class: "chips" }, cells,
      el("span", { class: "muted" }, `${both} right in both, ${neither} in neither`)));
}

function outcomes(summary, show) {
  const segments = outcomeSegments(summary.outcomes);
  const rows = segments.map(([outcome, answerable, n]) => el("li", {}, el("button", {
    type: "button", class: "legend", on: { click: () => show({ outcome }) },
  }, badge(outcome, answerable), el("span", { class: "figure" }, counts.format(n)),
  el("span", { class: "muted figure" }, percent(n / summary.asked)))));
  return el("section", { class: "card", "aria-labelledby": "outcomes" },
    el("h2", { id: "outcomes" }, "What came of every question"),
    outcomeBar(segments, summary.asked), el("ul", { class: "legends" }, rows));
}

function groups(summary, show) {
  const titles = { category: "By category", hardness: "By hardness", database: "By database" };
  const tables = Object.entries(titles).filter(([key]) => summary.groups[key].length > 0)
    .map(([key, title]) => el("section", { class: "card", "aria-label": title },
      el("h2", {}, title), groupTable(key, summary.groups[key], show)));
  return el("div", { class: "grid three" }, tables);
}

function groupTable(key, found, show) {
  const row = (group) => el("tr", {},
    el("th", { scope: "row" }, el("button", {
      type: "button", class: "link", on: { click: () => show({ [key]: group.name }) },
    }, group.name)),
    el("td", { class: "wide" }, intervalPlot(group.right)),
    el("td", { class: "figure" }, percent(group.right.v)),
    el("td", { class: "figure muted" }, `${group.right.k}/${group.right.n}`));
  return el("table", { class: "groups" },
    el("thead", {}, el("tr", {}, ["Name", "Interval", "Right", "Of"].map((name) => el("th", { scope: "col" }, hidden(name))))),
    el("tbody", {}, found.map(row)));
}

function measures(summary) {
  const { abstention } = summary;
  const cards = [
    fact("Abstention", [
      ["Precision", abstention.precision, "of its abstentions were on unanswerable questions"],
      ["Recall", abstention.recall, "of the unanswerable questions were declined"],
      ["False refusals", abstention.falseRefusals, "of the answerable questions were declined"],
    ].map(rateRow)),
    fact("Further metrics", Object.entries(summary.metrics).map(([name, mean]) => rateRow([name, mean, "mean"]))),
    fact("Baselines", summary.baselines.map(([name, rate, failing]) => rateRow([name, rate, "right", failing]))),
    fact("Time and tokens for a question", costRows(summary)),
  ];
  return el("div", { class: "grid" }, cards);
}

function fact(title, rows) {
  if (!rows.length) return null;
  return el("section", { class: "card", "aria-label": title }, el("h2", {}, title), el("dl", { class: "facts" }, rows));
}

function rateRow([name, rate, note, failing]) {
  const range = rate.n ? `95% ${interval(rate)}, n=${rate.n}` : "n=0";
  return el("div", { class: failing ? "failing" : null },
    el("dt", {}, name, el("span", { class: "muted" }, note)),
    el("dd", {}, el("strong", {}, percent(rate.v)), el("span", { class: "muted" }, range)));
}

function costRows(summary) {
  const row = (name, note, value, more) => el("div", {}, el("dt", {}, name, el("span", { class: "muted" }, note)),
    el("dd", {}, el("strong", {}, value), el("span", { class: "muted" }, more)));
  const notes = { read: "of the prompt", cached: "of these, kept from before", reply: "by the model" };
  const time = summary.latency ? [row("Time", `median of ${summary.latency.n}`, duration(summary.latency.median),
    `90% within ${duration(summary.latency.p90)}`)] : [];
  return [...time, ...summary.tokens.map((tokens) => row(`Tokens ${tokens.kind === "reply" ? "written" : tokens.kind}`, notes[tokens.kind],
    counts.format(tokens.median), `${counts.format(tokens.total)} in all`))];
}

function notes(summary, show) {
  const lists = [
    ["Gold faults: not counted", summary.goldFaults],
    ["Empty golds: not counted", summary.uninformative],
    ["Flagged", summary.flagged],
  ].filter(([, listed]) => listed.length > 0);
  if (!lists.length) return null;
  return el("details", { class: "card fold" },
    el("summary", {}, "Questions to know of ", el("span", { class: "muted" },
      lists.map(([title, listed]) => `${title.toLowerCase()} (${listed.length})`).join(", "))),
    lists.map(([title, listed]) => [el("h3", {}, title), el("ul", { class: "listed" }, listed.map((each) => el("li", {},
      el("button", { type: "button", class: "link", on: { click: () => show({ open: each.id }) } }, each.id),
      el("span", { class: "muted" }, each.why))))]));
}

function settings(run) {
  const flat = [];
  const add = (name, value) => {
    if (value && typeof value === "object" && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) add(name ? `${name} · ${key}` : key, inner);
    } else if (value !== null && value !== undefined && value !== "") {
      flat.push([name, Array.isArray(value) ? value.join(", ") : String(value)]);
    }
  };
  add("", run);
  return el("details", { class: "card fold" },
    el("summary", {}, "Settings and versions ", el("span", { class: "muted" }, "all that this run depends on")),
    el("dl", { class: "settings" }, flat.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))));
}
