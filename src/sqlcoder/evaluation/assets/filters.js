// Which questions are shown. The state stands in the page's address, so that it can be sent as a link.
const FACETS = ["outcome", "category", "hardness", "database", "change"];
const NOT_GIVEN = "not given";

function facetValue(question, facet) {
  if (facet === "change") return question.before ? question.before.change : "same";
  return question[facet] || NOT_GIVEN;
}

function haystack(question) {
  if (question.haystack === undefined) {
    const sql = [question.sql, ...(question.golds || [])].filter(Boolean)
      .map((each) => each.written.filter((_, place) => place % 2).join(""));
    question.haystack = [question.id, question.text, question.why, question.instructions, ...sql]
      .filter(Boolean).join("\n").toLowerCase();
  }
  return question.haystack;
}

function matches(question, state, except) {
  for (const facet of FACETS) {
    if (facet === except || !state[facet]) continue;
    const value = facetValue(question, facet);
    if (state[facet] === "any" && facet === "change" ? value === "same" : value !== state[facet]) return false;
  }
  const words = (state.q || "").toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => haystack(question).includes(word));
}

function readState() {
  const found = new URLSearchParams(location.hash.slice(1));
  const state = {};
  for (const key of ["q", ...FACETS, "open"]) if (found.get(key)) state[key] = found.get(key);
  return state;
}

function writeState(state) {
  const found = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) if (value) found.set(key, value);
  history.replaceState(null, "", `#${found}`);
}

// Draws the form; returns a function that shows a state in it, with the counts of every choice.
function drawFilters(data, change) {
  const names = { outcome: "Outcome", category: "Category", hardness: "Hardness", database: "Database", change: "Change" };
  const facets = FACETS.filter((facet) => facet === "change" ? data.other
    : new Set(data.questions.map((question) => facetValue(question, facet))).size > 1);
  const search = el("input", {
    type: "search", id: "search", placeholder: "Search questions and SQL", autocomplete: "off", spellcheck: "false",
    on: { input: () => change({ q: search.value }) },
  });
  const selects = facets.map((facet) => el("select", { id: `by-${facet}`, on: {
    change: (event) => change({ [facet]: event.target.value }),
  } }, choices(data, facet).map((value) => el("option", { value }))));
  const status = el("p", { class: "status", role: "status", id: "shown" });
  const clear = el("button", { type: "button", class: "quiet", id: "clear", on: {
    click: () => change({ q: "", ...Object.fromEntries(FACETS.map((facet) => [facet, ""])) }),
  } }, "Clear");
  const form = document.getElementById("filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.append(
    el("div", { class: "field grow" }, el("label", { for: "search" }, "Search ", el("kbd", {}, "/")), search),
    ...facets.map((facet, place) => el("div", { class: "field" },
      el("label", { for: `by-${facet}` }, names[facet]), selects[place])),
    el("div", { class: "bar" }, status, clear, el("p", { class: "keys muted" },
      el("kbd", {}, "j"), " ", el("kbd", {}, "k"), " next, previous  ", el("kbd", {}, "Enter"), " open")));
  return (state, shown) => {
    if (search.value !== (state.q || "")) search.value = state.q || "";
    facets.forEach((facet, place) => label(selects[place], facet, state, data.questions));
    status.replaceChildren(el("strong", {}, counts.format(shown)), ` of ${count(data.questions.length, "question")}`);
    clear.hidden = !(state.q || FACETS.some((facet) => state[facet]));
  };
}

function choices(data, facet) {
  const found = new Set(data.questions.map((question) => facetValue(question, facet)));
  const orders = {
    outcome: data.outcomes,
    hardness: ["easy", "medium", "hard", "extra", NOT_GIVEN],
    change: ["any", "gained", "lost", "other", "same"],
  };
  if (facet === "change") return ["", ...orders.change];
  return ["", ...(orders[facet] ? orders[facet].filter((name) => found.has(name)) : [...found].sort())];
}

function label(select, facet, state, questions) {
  const rest = questions.filter((question) => matches(question, state, facet));
  for (const option of select.options) {
    const value = option.value;
    const n = rest.filter((question) => matches(question, { [facet]: value })).length;
    const named = { "": "All", any: "any change", other: "another outcome", same: "unchanged" };
    option.textContent = `${facet === "change" || value === "" ? named[value] ?? value : value} (${n})`;
    option.disabled = n === 0 && value !== "" && value !== state[facet];
  }
  select.value = state[facet] || "";
  select.classList.toggle("set", Boolean(state[facet]));
}
