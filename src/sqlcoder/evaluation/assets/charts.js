// Outcomes have a colour each, and always their name beside it.
const CLASSES = {
  "right": "right",
  "extra columns": "extra",
  "wrong": "wrong",
  "uninformative": "uninformative",
  "invalid SQL": "invalid",
  "timed out": "slow",
  "refused by the guard": "refused",
  "no query": "none",
  "abstained": "abstained",
  "should have abstained": "answered",
  "not answered": "failed",
  "gold fault": "fault",
};

function outcomeClass(outcome, answerable) {
  // The same word is the right answer to one kind of question and a wrong one to the other.
  if (outcome === "abstained" && answerable) return "o-declined";
  return `o-${CLASSES[outcome] || "failed"}`;
}

function outcomeName(outcome, answerable) {
  if (outcome !== "abstained") return outcome;
  return answerable ? "abstained wrongly" : "abstained rightly";
}

function badge(outcome, answerable) {
  return el("span", { class: `badge ${outcomeClass(outcome, answerable)}` },
    el("span", { class: "dot", "aria-hidden": "true" }), outcomeName(outcome, answerable));
}

// A share from 0 to 1 as a dot within its interval.
function intervalPlot(rate, tall) {
  if (rate.v === null) return el("span", { class: "plot" });
  const at = (share) => `${(100 * share).toFixed(2)}%`;
  const height = tall ? 28 : 14;
  const middle = height / 2;
  const band = tall ? 12 : 6;
  const ticks = [0.25, 0.5, 0.75].map((share) => svg("line", {
    x1: at(share), x2: at(share), y1: middle - band / 2 - 2, y2: middle + band / 2 + 2, class: "tick",
  }));
  return svg("svg", {
    class: tall ? "plot tall" : "plot", height, role: "img",
    "aria-label": `${percent(rate.v)}, 95% interval ${interval(rate)}`,
  },
  svg("rect", { x: 0, y: middle - 1, width: "100%", height: 2, rx: 1, class: "track" }),
  ticks,
  svg("rect", {
    x: at(rate.lo), y: middle - band / 2, width: at(Math.max(0.004, rate.hi - rate.lo)), height: band,
    rx: band / 2, class: "band",
  }),
  svg("circle", { cx: at(rate.v), cy: middle, r: tall ? 8 : 4, class: "point" }));
}

// Segments of [outcome, answerable, count], in the order of the outcomes.
function outcomeSegments(outcomes) {
  const found = [];
  for (const [outcome, answerable, unanswerable] of outcomes) {
    if (outcome === "abstained") {
      if (unanswerable) found.push([outcome, false, unanswerable]);
      if (answerable) found.push([outcome, true, answerable]);
    } else if (answerable + unanswerable) {
      found.push([outcome, answerable > 0, answerable + unanswerable]);
    }
  }
  return found;
}

function outcomeBar(segments, total) {
  const spoken = segments.map(([outcome, answerable, n]) => `${outcomeName(outcome, answerable)} ${n}`);
  return el("div", { class: "stack", role: "img", "aria-label": `Outcomes: ${spoken.join(", ")}` },
    segments.map(([outcome, answerable, n]) => el("span", {
      class: `segment ${outcomeClass(outcome, answerable)}`,
      style: `flex-grow:${n}`,
      title: `${outcomeName(outcome, answerable)}: ${n} of ${total}`,
    })));
}
