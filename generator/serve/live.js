// Keeps the page that is on screen the newest, without a reload. Served by the preview only; no build writes it.
"use strict";
(() => {
  const me = document.currentScript;
  const asked = location.pathname.slice(1) || "index.html";
  const get = (address) => fetch(address, { cache: "no-store" });
  let seen = me.dataset.version;
  let shown = me.dataset.page;

  // One update at a time; what is told meanwhile is seen to afterwards.
  let more = false, busy = false;
  async function told(version) {
    if (version === seen) return;
    more = true;
    if (busy) return;
    busy = true;
    try {
      while (more) {
        more = false;
        await update();
      }
    } catch (error) {
      setTimeout(told, 1000, ""); // the server is away: ask again
    } finally {
      busy = false;
    }
  }

  async function update() {
    const change = await (await get(`/-/changed?since=${encodeURIComponent(seen)}`)).json();
    const touches = (path) => !change.pages || change.pages.includes(path);
    overlay(change.problems);
    if (touches(asked) || touches(shown)) await renewPage();
    await renewFiles(change.version, touches, (change.pages || ["static/"]).some((path) => path.startsWith("static/")));
    seen = change.version;
    const others = change.own.filter(({ path }) => path !== shown);
    if (others.length) note(others);
  }

  async function renewPage() {
    const next = new DOMParser().parseFromString(await (await get(location.href)).text(), "text/html");
    const tag = next.querySelector(`script[src="${me.getAttribute("src")}"]`);
    if (!tag || fixed(next) !== fixed(document)) return void location.reload();
    shown = tag.dataset.page;
    const focused = document.activeElement;
    morph(document.documentElement, next.documentElement);
    if (focused && focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
    document.dispatchEvent(new Event("briefing-renewed"));
  }

  // What cannot be changed in a page that stands: its scripts and its policy.
  const fixed = (page) =>
    [...page.querySelectorAll("script, meta[http-equiv]")]
      .filter((one) => !/json/.test(one.type || "") && !(one.getAttribute("src") || "").startsWith("/-/"))
      .map((one) => one.outerHTML).join("\n");

  // Stylesheets and images are fetched anew under another address; the old style stays until the new one is there.
  const MARK = /[?&]live=[^&#]*/;
  async function renewFiles(version, touches, touchesStyle) {
    const waiting = [];
    for (const one of document.querySelectorAll('link[rel~="stylesheet"], link[rel~="icon"], img[src]')) {
      const name = one.nodeName === "LINK" ? "href" : "src";
      const address = (one.getAttribute(name) || "").replace(MARK, "");
      const full = new URL(address, document.baseURI);
      const isStyle = one.relList && one.relList.contains("stylesheet");
      if (full.origin !== location.origin || !(isStyle ? touchesStyle : touches(full.pathname.slice(1)))) continue;
      const fresh = address + (address.includes("?") ? "&" : "?") + "live=" + encodeURIComponent(version);
      if (!isStyle) { one.setAttribute(name, fresh); continue; }
      const style = one.cloneNode();
      style.setAttribute(name, fresh);
      waiting.push(new Promise((done) => {
        style.onload = () => done(one.remove());
        style.onerror = () => done(style.remove());
        setTimeout(done, 3000);
      }));
      one.after(style);
    }
    await Promise.all(waiting);
  }

  // Make one element like another by as few changes as will do. Whether a reader opened something is the reader's.
  const isReaders = (element, name) => name === "open" && /^(DETAILS|DIALOG)$/.test(element.nodeName);
  function morph(from, to) {
    if (from.isEqualNode(to)) return;
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    for (const { name, value } of to.attributes) {
      const old = from.getAttribute(name);
      if (isReaders(from, name) || old === value || (old !== null && old.replace(MARK, "") === value)) continue;
      from.setAttribute(name, value);
    }
    for (const { name } of [...from.attributes])
      if (!to.hasAttribute(name) && !isReaders(from, name)) from.removeAttribute(name);
    children(from, to);
  }

  function children(from, to) {
    const old = [...from.childNodes].filter((node) => node !== host), wanted = [...to.childNodes];
    const pairs = new Map();
    let start = 0, end = old.length, last = wanted.length;
    while (start < end && start < last && same(old[start], wanted[start])) pairs.set(wanted[start], old[start++]);
    while (end > start && last > start && same(old[end - 1], wanted[last - 1])) pairs.set(wanted[--last], old[--end]);
    const left = new Set(old.slice(start, end)), middle = wanted.slice(start, last);
    pair(middle, left, pairs, (a, b) => a.id && a.id === b.id && a.nodeName === b.nodeName);
    if (left.size * middle.length < 1e5) pair(middle, left, pairs, same);
    pair(middle, left, pairs, (a, b) => a.nodeName === b.nodeName && (a.id || "") === (b.id || ""));
    left.forEach((node) => node.remove());
    let at = from.firstChild;
    for (const node of wanted) {
      const kept = pairs.get(node);
      if (kept && kept === at) at = at.nextSibling;
      else from.insertBefore(kept || document.importNode(node, true), at);
      if (kept) morph(kept, node);
    }
  }

  function pair(wanted, left, pairs, fits) {
    for (const node of wanted) {
      if (pairs.has(node)) continue;
      for (const candidate of left)
        if (fits(candidate, node)) {
          pairs.set(node, candidate);
          left.delete(candidate);
          break;
        }
    }
  }

  // Equal, but for what a reader opened.
  const same = (a, b) => a.isEqualNode(b)
    || (a.nodeName === b.nodeName && hasOpen(a) && closed(a).isEqualNode(closed(b)));
  const hasOpen = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches("details[open]") || node.querySelector("details[open]"));
  function closed(node) {
    const copy = node.cloneNode(true);
    for (const one of [copy, ...copy.querySelectorAll("details")]) one.removeAttribute("open");
    return copy;
  }

  // What the preview itself shows lies in a shadow, where the theme's style does not reach; all text is set as text.
  const host = document.createElement("briefing-preview");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    section { position: fixed; z-index: 2147483647; box-sizing: border-box; font: 15px/1.5 system-ui, sans-serif; color: #fff; }
    .problems { left: 0; right: 0; bottom: 0; max-height: 60vh; overflow: auto; padding: 1rem 1.5rem; background: #5b1313; }
    .note { right: 1rem; bottom: 1rem; max-width: 24rem; padding: .5rem .9rem; border-radius: .4rem; background: #222; }
    p { margin: .2rem 0; } b, code, pre { font-family: ui-monospace, monospace; } a { color: inherit; }
    pre { margin: .2rem 0 .8rem; padding: .4rem .6rem; background: #0005; overflow-x: auto; }
    button { float: right; border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }`);
  shadow.adoptedStyleSheets = [sheet];

  function made(name, text, ...inner) {
    const element = document.createElement(name);
    element.append(text, ...inner);
    return element;
  }
  function panel(kind, role, label, inner) {
    shadow.querySelector(`.${kind}`)?.remove();
    if (!inner.length) return;
    const close = made("button", "×");
    close.setAttribute("aria-label", "Close");
    const section = made("section", close, ...inner);
    close.onclick = () => section.remove();
    section.className = kind;
    section.setAttribute("role", role);
    section.setAttribute("aria-label", label);
    shadow.append(section);
    if (!host.isConnected) document.documentElement.append(host);
  }
  const overlay = (problems) => panel("problems", "alert", "Problems", problems.flatMap(({ where, wrong, todo, line, column }) => [
    made("p", made("b", where), ` ${wrong}; ${todo}.`),
    ...(line ? [made("pre", `${line}\n${" ".repeat(Math.min(column - 1, line.length))}^`)] : []),
  ]));
  function note(pages) {
    const links = pages.slice(0, 3).map(({ path, title }) => {
      const link = made("a", title);
      link.href = "/" + path;
      return made("p", "Changed: ", link);
    });
    panel("note", "status", "Changed elsewhere", pages.length > 3 ? [...links, made("p", `and ${pages.length - 3} more`)] : links);
  }

  // All tabs of a browser hear of it over one connection. Where tabs cannot share, only the one that is seen listens.
  function alone() {
    let events = null;
    const listen = () => {
      if (document.hidden) { events?.close(); events = null; return; }
      if (events && events.readyState !== EventSource.CLOSED) return;
      events = new EventSource("/-/events");
      events.onmessage = ({ data }) => told(data);
      events.onerror = () => {
        // Refused, perhaps for too many listeners: until there is room, ask what is newest each time.
        if (events && events.readyState === EventSource.CLOSED)
          get("/-/changed").then((answer) => answer.json()).then(({ version }) => told(version)).catch(() => {});
      };
    };
    addEventListener("visibilitychange", listen);
    setInterval(listen, 2000);
    listen();
  }
  if (self.SharedWorker) {
    const worker = new SharedWorker("/-/worker.js");
    worker.onerror = () => { worker.onerror = null; alone(); };
    worker.port.onmessage = ({ data }) => told(data);
    addEventListener("pagehide", () => worker.port.postMessage("bye"));
    addEventListener("pageshow", ({ persisted }) => persisted && worker.port.postMessage("here"));
  } else alone();
  get(`/-/changed?since=${encodeURIComponent(seen)}`).then((answer) => answer.json()).then(({ problems }) => overlay(problems));
  // What an editor may decide on the page, in the same shadow
  import("/-/marks.js").then(({ begin }) => begin(shadow, () => host.isConnected || document.documentElement.append(host))).catch(() => {});
})();
