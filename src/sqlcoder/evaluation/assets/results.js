// Two results side by side. Cells: null, a text, or a list of one text, which is a number.
function resultTables(question) {
  const { expected, returned, diff } = question;
  if (!expected && !returned) return null;
  const only = (marks) => (marks ? marks.filter((mark) => !mark).length : 0);
  const both = diff && diff.prediction.filter(Boolean).length;
  return el("section", { class: "results", "aria-label": "Results" },
    diff && el("p", { class: "diffline" },
      mark("both", both, "in both"),
      mark("missing", only(diff.gold), "only in the gold"),
      mark("surplus", only(diff.prediction), "only in the prediction"),
      el("span", { class: "muted" }, diffNote(diff))),
    el("div", { class: "sides" },
      side("Gold", expected, diff && diff.gold, "missing", question.instance),
      side("Predicted", returned, diff && diff.prediction, "surplus", null, diff, expected)));
}

function mark(kind, rows, where) {
  return rows > 0 && el("span", { class: `mark ${kind}` }, el("span", { class: "dot", "aria-hidden": "true" }),
    `${counts.format(rows)} ${where}`);
}

function diffNote(diff) {
  const by = {
    values: "Columns paired by what they hold.",
    names: "Columns paired by name.",
    places: "Columns paired by place.",
  }[diff.by];
  return diff.whole ? by : `${by} Only the rows shown are compared; others may be further down.`;
}

function side(title, table, marks, kind, instance, diff, expected) {
  if (!table) {
    return el("div", { class: "side" }, el("h4", {}, title), el("p", { class: "empty" }, "No result: the query didn't run."));
  }
  const shown = table.rows.length;
  const size = shown < table.count
    ? `first ${shown} of ${count(table.count, "row")}` : count(table.count, "row");
  return el("div", { class: "side" },
    el("h4", {}, title, el("span", { class: "muted" }, [size, instance, table.truncated].filter(Boolean).join(" · "))),
    shown ? el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${title}: rows` },
      resultTable(table, marks, kind, diff, expected)) : el("p", { class: "empty" }, "No rows."));
}

function resultTable(table, marks, kind, diff, expected) {
  const numeric = table.columns.map((_, place) => table.rows.some((row) => Array.isArray(row[place])));
  const head = table.columns.map((name, place) => el("th", { scope: "col", class: numeric[place] ? "figure" : null },
    name, diff && expected && stands(name, place, diff, expected)));
  const body = table.rows.map((row, place) => {
    const alone = marks && !marks[place];
    const sign = kind === "missing" ? "−" : "+";
    return el("tr", { class: alone ? kind : null },
      el("td", { class: "sign" }, alone ? [el("span", { "aria-hidden": "true" }, sign),
        hidden(kind === "missing" ? "only in the gold" : "only in the prediction")] : null),
      row.map(cell));
  });
  return el("table", { class: "rows" },
    el("thead", {}, el("tr", {}, el("td", { class: "sign" }), head)), el("tbody", {}, body));
}

// Says which of the gold's columns one of the prediction's stands for, where its name doesn't.
function stands(name, place, diff, expected) {
  const found = diff.pairs.find(([, prediction]) => prediction === place);
  if (!found) return el("small", {}, "no counterpart");
  const gold = expected.columns[found[0]];
  return gold.toLowerCase() === name.toLowerCase() ? null : el("small", {}, `= ${gold}`);
}

function cell(value) {
  if (value === null) return el("td", { class: "null" }, "NULL");
  if (Array.isArray(value)) return el("td", { class: "figure" }, value[0]);
  return el("td", { class: value.length <= 20 ? "short" : null }, value === "" ? el("span", { class: "null" }, "empty text") : value);
}
