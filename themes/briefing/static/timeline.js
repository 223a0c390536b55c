// Looks through the events of a page by actor and by topic. Without it, the same links lead to the timelines of those.
"use strict";
(() => {
  const filter = document.querySelector(".filter");
  const events = [...document.querySelectorAll(".timeline [data-of]")];
  const links = [...filter.querySelectorAll("a[data-of]")];
  const found = filter.querySelector(".found");
  const chosen = new Map(); // one of each list: an actor, a topic

  const concerns = (event) => [...chosen.values()].every((link) => event.dataset.of.split(" ").includes(link.dataset.of));

  function show() {
    for (const event of events) event.hidden = !concerns(event);
    for (const day of document.querySelectorAll(".timeline > li")) day.hidden = !day.querySelector("[data-of]:not([hidden])");
    for (const month of document.querySelectorAll(".period, .fold")) {
      month.hidden = month.querySelector("[data-of]") && !month.querySelector("[data-of]:not([hidden])");
      if (month.localName === "details") month.open = chosen.size > 0;
    }
    for (const link of links) {
      if ([...chosen.values()].includes(link)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    found.replaceChildren();
    if (!chosen.size) return;
    const shown = events.filter((event) => !event.hidden).length;
    found.append(filter.dataset.shown.replace("{shown}", shown).replace("{all}", events.length));
    for (const link of chosen.values()) add(filter.dataset.whole.replace("{name}", () => link.textContent), link.getAttribute("href"));
    add(filter.dataset.every, "#main").addEventListener("click", (click) => {
      click.preventDefault();
      chosen.clear();
      show();
      filter.querySelector("summary").focus();
    });
  }

  function add(words, href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = words;
    found.append(" ", link);
    return link;
  }

  filter.addEventListener("click", (click) => {
    const link = click.target.closest("a[data-of]");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    const list = link.closest("ul");
    if (chosen.get(list) === link) chosen.delete(list);
    else chosen.set(list, link);
    show();
  });
})();
