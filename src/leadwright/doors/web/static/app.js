// The pages work without this file. It chooses many letters at once, asks before what reaches far, keeps a form from
// being sent twice, and keeps the overview fresh.
"use strict";

document.documentElement.classList.add("js");

const all = document.getElementById("choose-all");
if (all) {
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll("input[name=key][type=checkbox]")) box.checked = all.checked;
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = form.querySelector("button");
  if (form.classList.contains("ask") && !confirm(button.textContent.trim() + "?")) {
    event.preventDefault();
    return;
  }
  if (form.method === "post") setTimeout(() => { for (const one of form.querySelectorAll("button")) one.disabled = true; });
});

window.addEventListener("pageshow", () => {
  for (const one of document.querySelectorAll("button:disabled")) one.disabled = false;
});

document.addEventListener("keydown", (event) => {
  const search = document.getElementById("search");
  if (event.key === "/" && search && !event.target.closest("input, textarea, select")) {
    event.preventDefault();
    search.focus();
  }
});

const typing = () => [...document.querySelectorAll("main input, main textarea")].some(
  (field) => field === document.activeElement || (field.type !== "hidden" && field.value !== field.defaultValue));

async function refresh() {
  if (document.hidden || typing()) return;
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok || typing()) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  if (fresh) document.getElementById("main").replaceWith(fresh);
}

if (location.pathname === "/") setInterval(refresh, 30000);
