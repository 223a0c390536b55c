// Searches the site's own index, which is a script so that a page opened from disk can load it, too. Nothing is loaded before
// somebody searches. A report is found by words or their beginnings, in any order, or by words in quotation marks as they stand.
"use strict";
(() => {
  const FILTERS = ["kind", "year", "topic", "actor"], STEP = 10, LINES = 3, WORDS = 28, CHOICES = 200;
  const IN_TITLE = 20, IN_NAMES = 6, IN_LINE = 1, IN_ONE_LINE = 4, MOST_LINES = 8, OF_SUBJECT = 10;
  // Scripts that are written without spaces: a word may begin anywhere.
  const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  const form = document.querySelector(".search");
  const list = document.querySelector(".results");
  const more = document.querySelector(".more");
  const status = document.querySelector(".found");
  const rows = [];
  let index, left = 0, turn = 0, next = () => {};

  // Words without accents and case
  const plain = (text) => (/^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();

  function element(name, text = "", attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
    return made;
  }

  const script = (src) => new Promise((resolve, reject) => {
    const made = element("script", "", { src });
    made.onload = resolve;
    made.onerror = reject;
    document.head.append(made);
  });

  // A row: what is shown of a page, the values of its filters, and its text in parts: title, names, lines of [id, text].
  function addReports({ names, reports }) {
    const kind = index.kind;
    for (const [href, title, byline, year, lang, topics, actors, lines] of reports) {
      const pairs = Array.from({ length: lines.length / 2 }, (_, at) => [lines[2 * at], lines[2 * at + 1]]);
      const filters = { kind: [kind], year: year ? [year] : [], topic: topics.map((at) => names[at]), actor: actors.map((at) => names[at]) };
      rows.push({ href, title, lang, about: [kind, byline], filters, names: [byline], lines: pairs, weight: 0 });
    }
  }

  function addPages(pages) {
    for (const [href, title, kind, about = "", names = [], choice = "", lines = []] of pages) {
      const filters = { kind: [kind], year: [], topic: [], actor: [], [choice]: [title] };
      const pairs = [about, ...lines].filter(Boolean).map((text) => ["", text]);
      rows.push({ href, title, about: [kind, names.join(", ")], filters, names, lines: pairs, weight: choice ? OF_SUBJECT : 0 });
    }
  }

  // Loads the index, and then its parts one after the other, the latest first; searches again as they come.
  async function load() {
    await script("search-index.js");
    index = self.briefingIndex;
    addPages(index.pages);
    addReports(index);
    index.add = addReports;
    left = index.parts.length;
    (async () => {
      for (const part of index.parts) {
        await script(part).catch(() => {});
        left -= 1;
        search();
      }
    })();
  }
  let loaded;

  // What is looked for: the beginnings of words, or several words as they stand between quotation marks
  function termsOf(text) {
    const found = [...plain(text).matchAll(/["“„«]([^"”“»]+)["”“»]|([\p{L}\p{N}][\p{L}\p{N}'’.-]*)/gu)];
    return found.map(([, phrase, word]) => (phrase || word).split(/[^\p{L}\p{N}]+/u).filter(Boolean)).filter((words) => words.length).map((words) => ({
      words, pattern: new RegExp((UNSPACED.test(words[0]) ? "" : "(?<![\\p{L}\\p{N}])") + words.join("[^\\p{L}\\p{N}]+"), "u"),
    }));
  }

  // How well a row answers; 0 where a term is nowhere in it. What it says is brought into plain words when first looked for.
  function scored(row, terms) {
    row.plain ||= { title: plain(row.title), names: row.names.map(plain).join("\n"), lines: row.lines.map(([, text]) => plain(text)) };
    const { title, names, lines } = row.plain, hits = lines.map(() => 0);
    let score = row.weight;
    for (const { pattern } of terms) {
      let found = (pattern.test(title) ? IN_TITLE : 0) + (pattern.test(names) ? IN_NAMES : 0), most = MOST_LINES;
      lines.forEach((line, at) => {
        if (!pattern.test(line)) return;
        hits[at] += 1;
        if (most-- > 0) found += IN_LINE;
      });
      if (!found) return null;
      score += found;
    }
    if (terms.length > 1 && Math.max(...hits, 0) === terms.length) score += IN_ONE_LINE * terms.length;
    const best = hits.map((number, at) => [number, at]).filter(([number, at]) => number && lines[at] !== title).sort(([a, one], [b, other]) => b - a || one - other);
    return { row, score, lines: best.slice(0, LINES).map(([, at]) => row.lines[at]) };
  }

  // Of equal ones the first stays first: the index has the latest report first.
  function answer(text, filters) {
    const terms = termsOf(text), all = [];
    for (const row of text && !terms.length ? [] : rows) {
      const one = scored(row, terms);
      if (one) all.push(one);
    }
    const wanted = Object.entries(filters);
    const fits = ({ row }, but) => wanted.every(([name, value]) => name === but || row.filters[name].includes(value));
    const choices = (name) => {
      const counts = Object.create(null);
      for (const one of all) if (fits(one, name)) for (const value of one.row.filters[name]) counts[value] = (counts[value] || 0) + 1;
      return counts;
    };
    const found = all.filter((one) => fits(one));
    if (terms.length) found.sort((one, other) => other.score - one.score);
    return { terms, found, choices };
  }

  // A line with the words that were found; of a long one what stands around the first of them
  function line({ href }, [id, text], terms) {
    const words = text.split(/\s+/), alone = terms.flatMap(({ words }) => words);
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alone.join("|")})`, "u");
    const marks = words.map((word) => (UNSPACED.test(alone.join("")) ? alone.some((one) => plain(word).includes(one)) : pattern.test(plain(word))));
    const from = words.length > WORDS ? Math.max(0, Math.min(marks.indexOf(true) - WORDS / 2, words.length - WORDS)) : 0;
    const to = Math.min(words.length, from + WORDS);
    const link = element("a", "", { href: id ? `${href}#${id}` : href });
    if (from) link.append("… ");
    for (let word = from; word < to; word++) link.append(marks[word] ? element("mark", words[word]) : words[word], " ");
    if (to < words.length) link.append("…");
    return link;
  }

  function asked() {
    const given = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
    history.replaceState(null, "", given.length ? `?${new URLSearchParams(given)}` : location.pathname);
    const { q = "", ...filters } = Object.fromEntries(given);
    return [q, filters];
  }

  async function search() {
    const mine = ++turn, [text, filters] = asked();
    if (!text && !Object.keys(filters).length) return show({ found: [], terms: [] }, "");
    try {
      await (loaded ||= load());
    } catch {
      loaded = undefined;
      return show({ found: [], terms: [] }, form.dataset.broken);
    }
    if (mine !== turn) return;
    const told = answer(text, filters);
    for (const name of FILTERS) offer(form.elements[name], told.choices(name), filters[name] || "");
    const says = told.found.length ? form.dataset.found.replace("{number}", told.found.length) : left ? "" : form.dataset.none;
    show(told, left ? `${says} ${form.dataset.loading}` : says);
  }

  // The values of a filter, most frequent first where there are too many, with how many pages each leaves
  function offer(select, counts, chosen) {
    const most = Object.entries(counts).filter(([value, count]) => count || value === chosen).sort((a, b) => b[1] - a[1]).slice(0, CHOICES);
    if (chosen && !most.some(([value]) => value === chosen)) most.push([chosen, 0]);
    const options = most.sort(([a], [b]) => a.localeCompare(b)).map(([value, count]) => element("option", `${value} (${count})`, { value }));
    select.replaceChildren(select.options[0], ...options);
    select.value = chosen;
    select.parentElement.hidden = !options.length;
  }

  // Shows as many results as before where the same search is done again with more of the index.
  function show({ found, terms }, says) {
    const key = location.search, number = list.dataset.of === key ? Math.max(STEP, list.children.length) : STEP;
    list.dataset.of = key;
    list.replaceChildren(...found.slice(0, number).map((one) => entry(one, terms)));
    next = () => {
      const entries = found.slice(list.children.length, list.children.length + STEP).map((one) => entry(one, terms));
      list.append(...entries);
      more.hidden = list.children.length >= found.length;
      return entries[0];
    };
    more.hidden = list.children.length >= found.length;
    status.textContent = says.trim();
  }

  function entry({ row, lines }, terms) {
    const made = element("li");
    made.append(element("a", row.title, { href: row.href, lang: row.lang, class: "title" }), element("p", row.about.filter(Boolean).join(" · "), { class: "meta" }));
    for (const one of terms.length ? lines : []) made.append(element("p")), made.lastChild.append(line(row, one, terms));
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
  more.addEventListener("click", () => next()?.querySelector("a").focus());

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
