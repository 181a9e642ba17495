// Puts the page together: the list of questions, drawn as far as it is scrolled to, and the keyboard.
const STEP = 40;
const data = JSON.parse(document.getElementById("data").textContent);
data.questions.forEach((question, place) => {
  question.place = place;
  question.answerable = Boolean(question.answerable);
});

const list = document.getElementById("list");
const items = new Map();
let state = readState();
let found = [];
let drawn = 0;

function itemOf(question) {
  if (!items.has(question.place)) {
    items.set(question.place, questionItem(question, data, (which, open) => {
      if (open) state.open = which.id;
      else if (state.open === which.id) delete state.open;
      writeState(state);
    }));
  }
  return items.get(question.place);
}

function drawMore(upTo) {
  const next = found.slice(drawn, upTo);
  list.append(...next.map((question) => itemOf(question).item));
  drawn += next.length;
}

function draw() {
  found = data.questions.filter((question) => matches(question, state));
  list.replaceChildren();
  drawn = 0;
  drawMore(STEP);
  document.getElementById("nothing").hidden = found.length > 0;
  showFilters(state, found.length);
  // Seen anew, for it may be in sight already.
  watcher.disconnect();
  watcher.observe(document.getElementById("more"));
}

function change(wanted) {
  state = { ...state, ...wanted };
  for (const key of Object.keys(state)) if (!state[key]) delete state[key];
  writeState(state);
  draw();
}

// From the numbers above: only these filters, and the questions in sight.
function show(wanted) {
  state = {};
  change(wanted);
  if (wanted.open) openNamed(wanted.open, true);
  else document.getElementById("questions").scrollIntoView();
}

function openNamed(id, focus) {
  const place = found.findIndex((question) => question.id === id);
  if (place < 0) return;
  drawMore(place + 1);
  const item = itemOf(found[place]);
  if (!item.isOpen()) item.toggle();
  item.item.scrollIntoView();
  if (focus) item.button.focus({ preventScroll: true });
}

function step(by) {
  const at = found.findIndex((question) => items.has(question.place) && items.get(question.place).item.contains(document.activeElement));
  const place = Math.min(found.length - 1, Math.max(0, at < 0 ? 0 : at + by));
  if (!found.length) return;
  drawMore(Math.max(drawn, place + 1));
  const item = itemOf(found[place]);
  item.button.focus({ preventScroll: true });
  item.item.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.getElementById("search");
  const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
  if (event.key === "Escape" && event.target === search) {
    change({ q: "" });
    search.blur();
  } else if (!typing && event.key === "/") {
    event.preventDefault();
    search.focus();
  } else if (!typing && (event.key === "j" || event.key === "k")) {
    event.preventDefault();
    step(event.key === "j" ? 1 : -1);
  }
}

const watcher = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting)) drawMore(drawn + STEP);
}, { rootMargin: "800px" });
drawTop(data.run, data.other);
drawOverview(data, show);
const showFilters = drawFilters(data, change);
document.getElementById("foot").append(el("p", {}, "Made by SQLCoder. Every rate has a 95% interval: Wilson's for shares, a bootstrap for means."));
draw();
if (state.open) openNamed(state.open);
document.addEventListener("keydown", onKey);
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("questions").focus();
});
addEventListener("hashchange", () => {
  state = readState();
  draw();
  if (state.open) openNamed(state.open);
});
addEventListener("beforeprint", () => drawMore(found.length));
