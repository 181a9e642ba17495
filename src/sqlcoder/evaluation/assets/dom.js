"use strict";

// Builds elements. Every text goes in as a text node, so nothing in the data can become HTML.
function el(tag, properties, ...children) {
  return filled(document.createElement(tag), properties, children);
}

function svg(tag, properties, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const counts = new Intl.NumberFormat("en-GB");

function count(number, noun) {
  return `${counts.format(number)} ${noun}${number === 1 ? "" : "s"}`;
}

function percent(share) {
  return share === null ? "–" : `${(100 * share).toFixed(1)}%`;
}

function interval(rate) {
  return `${(100 * rate.lo).toFixed(1)}–${(100 * rate.hi).toFixed(1)}`;
}

function duration(seconds) {
  if (seconds < 1) return `${Math.round(1000 * seconds)} ms`;
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${counts.format(Math.round(seconds))} s`;
}

// A log keeps its moments in ISO 8601; one that isn't a moment is shown as it stands.
function moment(text) {
  const found = new Date(text);
  if (!text || Number.isNaN(found.getTime())) return text;
  return new Intl.DateTimeFormat("en-GB", {
    dateStyle: "long", timeStyle: "short", timeZone: "UTC",
  }).format(found) + " UTC";
}

function hidden(text) {
  return el("span", { class: "unseen" }, text);
}
