// Searches the site: by Pagefind's index where there is one and it can run, else by the small index, which a page on disk can
// take in too. Nothing is loaded before somebody searches.
"use strict";
(() => {
  const FILTERS = ["kind", "year", "topic", "actor"], STEP = 10, LINES = 3, WORDS = 28, CHOICES = 200;
  const form = document.querySelector(".search");
  const list = document.querySelector(".results");
  const more = document.querySelector(".more");
  const status = document.querySelector(".found");
  let engine, turn = 0, next = () => {};

  // Words without accents and case, for the small index
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function element(name, text = "", attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
    return made;
  }

  // An engine answers a question with how many pages are found, the choices left, and a way to load each page.
  async function whole() {
    const pagefind = await import("../pagefind/pagefind.js");
    await pagefind.init();
    await pagefind.filters();
    return async (text, filters) => {
      const told = await pagefind.search(text || null, { filters });
      const choices = (name) => (filters[name] ? told.totalFilters : told.filters)[name] || {};
      return { number: told.results.length, choices, load: async (at) => shown(await told.results[at].data()), note: "" };
    };
  }

  // A page with the lines that were found: each a sentence or an entry, under the nearest place that can be led to
  // (which a note beside the text is not).
  function shown(page) {
    const anchors = page.anchors.filter(({ id }) => !/^n-\d/.test(id)).sort((one, other) => one.location - other.location);
    const words = page.content.split(/\s+/);
    const found = new Map();
    for (const { location, balanced_score: score } of page.weighted_locations) {
      const at = anchors.findLastIndex((anchor) => anchor.location <= location);
      const line = found.get(at) || { at, score: 0, marked: new Set() };
      line.score += score;
      found.set(at, line.marked.add(location) && line);
    }
    if (found.size > 1) found.delete(-1); // the title and what follows it, which is shown anyway
    const lines = [...found.values()].sort((one, other) => other.score - one.score).slice(0, LINES);
    return { href: page.url, title: page.meta.title, about: [page.meta.kind, page.meta.byline], lines: lines.map(line) };

    function line({ at, marked }) {
      const first = Math.min(...marked), ends = anchors[at + 1]?.location ?? words.length;
      const from = Math.max(anchors[at]?.location ?? 0, first - WORDS / 2), to = Math.min(ends, from + WORDS);
      const link = element("a", "", { href: at < 0 ? page.url : `${page.url}#${anchors[at].id}` });
      if (from > (anchors[at]?.location ?? 0)) link.append("… ");
      for (let word = from; word < to; word++) {
        const space = /^\p{P}+$/u.test(words[word + 1]) ? "" : " "; // what a note stood before
        link.append(marked.has(word) ? element("mark", words[word]) : words[word], space);
      }
      if (to < ends) link.append("…");
      return link;
    }
  }

  async function small() {
    await new Promise((resolve, reject) => {
      const script = element("script", "", { src: "search-index.js" });
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const { rows, kinds, whole } = self.briefingIndex;
    const all = rows.map(([kind, href, title, year, lang]) => ({ kind: kinds[kind], href, title, year, lang, plain: plain(title) }));
    const fits = (row, filters) => Object.entries(filters).every(([name, value]) => row[name] === value);
    return async (text, filters) => {
      const wanted = plain(text).split(/\s+/);
      const said = all.filter((row) => wanted.every((word) => row.plain.includes(word)));
      const found = said.filter((row) => fits(row, filters));
      const choices = (name) => {
        const others = { ...filters };
        delete others[name];
        const counts = {};
        for (const row of said) if (row[name] && fits(row, others)) counts[row[name]] = (counts[row[name]] || 0) + 1;
        return counts;
      };
      const load = async (at) => ({ ...found[at], about: [found[at].kind, found[at].year], lines: [] });
      return { number: found.length, choices, load, note: form.dataset.small + (whole ? "" : ` ${form.dataset.part}`) };
    };
  }

  const started = () => (location.protocol === "file:" ? small() : whole().catch(small));

  function asked() {
    const given = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
    history.replaceState(null, "", given.length ? `?${new URLSearchParams(given)}` : location.pathname);
    const { q = "", ...filters } = Object.fromEntries(given);
    return [q, filters];
  }

  async function search() {
    const mine = ++turn, [text, filters] = asked();
    if (!text && !Object.keys(filters).length) return show(mine, 0, "");
    try {
      const told = await (await (engine ||= started()))(text, filters);
      if (mine !== turn) return;
      for (const name of FILTERS) offer(form.elements[name], told.choices(name), filters[name] || "");
      const says = told.number ? form.dataset.found.replace("{number}", told.number) : form.dataset.none;
      await show(mine, told.number, `${says} ${told.note}`, told.load);
    } catch {
      engine = undefined;
      show(mine, 0, form.dataset.broken);
    }
  }

  // The values of a filter, most frequent first where there are too many, with how many pages each leaves
  function offer(select, counts, chosen) {
    const most = Object.entries(counts).filter(([value, count]) => count || value === chosen).sort((a, b) => b[1] - a[1]).slice(0, CHOICES);
    if (chosen && !(chosen in Object.fromEntries(most))) most.push([chosen, 0]);
    const options = most.sort(([a], [b]) => a.localeCompare(b)).map(([value, count]) => element("option", `${value} (${count})`, { value }));
    select.replaceChildren(select.options[0], ...options);
    select.value = chosen;
    select.parentElement.hidden = !options.length;
  }

  async function show(mine, number, says, load) {
    let at = 0;
    next = async () => {
      const pages = await Promise.all(Array.from({ length: Math.min(STEP, number - at) }, (_, ahead) => load(at + ahead)));
      if (mine !== turn) return null;
      at += pages.length;
      more.hidden = at >= number;
      const entries = pages.map(entry);
      list.append(...entries);
      return entries[0];
    };
    const before = [...list.children];
    await next();
    if (mine !== turn) return;
    for (const old of before) old.remove();
    status.textContent = says;
  }

  function entry({ href, title, lang, about, lines }) {
    const made = element("li");
    made.append(element("a", title, { href, lang, class: "title" }), element("p", about.filter(Boolean).join(" · "), { class: "meta" }));
    for (const line of lines) made.append(element("p")), made.lastChild.append(line);
    return made;
  }

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  form.addEventListener("submit", (submit) => {
    submit.preventDefault();
    clearTimeout(waiting);
    search();
  });
  more.addEventListener("click", async () => (await next())?.querySelector("a").focus());

  // A search can be led to: its words and choices stand in the address.
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name === "q") form.elements.q.value = value;
    else if (FILTERS.includes(name)) offer(form.elements[name], { [value]: 0 }, value);
  }
  document.querySelector(".without").remove();
  form.hidden = false;
  if (!form.elements.q.value) form.elements.q.focus();
  search();
})();
