// Keys for the review pages. An element says with data-key which key clicks it (or focuses it, when it is a field);
// within the chosen line or article its own keys come first.
"use strict";

const rows = () => Array.from(document.querySelectorAll("[data-row]"));
const chosen = () => document.querySelector("[data-row].chosen");

function choose(row) {
  if (!row) return;
  chosen()?.classList.remove("chosen");
  row.classList.add("chosen");
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function move(step) {
  const all = rows();
  const at = all.indexOf(chosen());
  choose(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
}

function isTyping(target) {
  return target.matches("input:not([type=checkbox]), select, textarea");
}

function press(key) {
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const found = chosen()?.querySelector(wanted) ?? document.querySelector(`${wanted}:not([data-row] *)`);
  if (!found) return false;
  if (found.matches("input:not([type=checkbox])")) found.select();
  if (found.matches("input:not([type=checkbox]), [data-focus]")) found.focus();
  else found.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const help = document.getElementById("keys");
  if (help.open) {
    if (event.key === "Escape") help.close();
    return;
  }
  if (event.key === "Enter" && event.target.matches("a, button, summary")) return;
  if (event.repeat && event.key !== "j" && event.key !== "k") return; // a key held down rules once
  if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if (!press(event.key)) return;
  event.preventDefault();
});

document.querySelector("[data-help]").addEventListener("click", () => document.getElementById("keys").showModal());
document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row && row !== chosen()) choose(row);
});
document.addEventListener("submit", () => {
  document.body.classList.add("sent"); // two clicks are one ruling
  setTimeout(() => document.body.classList.remove("sent"), 4000);
});
if (document.querySelector("table.inbox")) choose(rows()[0]);
