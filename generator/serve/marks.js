// The menus of the preview: what a mark, a heading or a statement is, and what an editor may decide on it.
// Everything lies in the shadow of the preview's own element; the page itself is not touched.
import { made, read } from "/-/asking.js";
import { menu } from "/-/menu.js";
import { checkProse } from "/-/verdicts.js";

const KINDS = { points: "key_point", stands: "position", quotes: "quote", events: "event", figures: "figure" };
const MARKS = ".body .m, .body .d, .body .q, .body .p";
const STATEMENT = /^([pqefk][0-9a-f]{10}(?:-\d+)?)-[0-9a-f]{4}$/;
const SUBJECT = /^(actors|topics)\/[^/]+\.html$/;
const LONGEST_SELECTION = 1500;
const page = () => document.querySelector('script[src="/-/live.js"]')?.dataset.page || "";
const plain = (text) => text.replace(/\s+/g, " ").trim();
const within = (element, selector) => element?.closest?.(selector);
let root, tools, pencil, adder, dialog, show, seen = null, correcting = false, current = null;

export async function begin(shadow, attach) {
  try {
    await read("token"); // where nothing may be written there are no menus
  } catch {
    return;
  }
  const style = made("link", { rel: "stylesheet", href: "/-/menu.css" });
  pencil = made("button", { type: "button", class: "pencil", hidden: true, tabindex: "-1", "aria-label": "What is this? (e)", onclick: () => open(current) }, "✎");
  adder = made("button", { type: "button", class: "pencil words", hidden: true, onclick: addSelected }, "Add … ", made("kbd", {}, "a"));
  const toggle = made("button", { type: "button", "aria-pressed": "false", title: "A click on a mark opens its menu; so does the key e on a mark", onclick: () => correct(!correcting) }, "Correct");
  tools = made("nav", { class: "tools", "aria-label": "Desk" }, toggle, made("a", { href: "/-/desk" }, "Review desk"));
  root = made("div", { class: "desk", lang: "en", dir: "ltr" }, style, tools, pencil, adder);
  ({ dialog, open: show } = menu(root, { step }));
  root.hidden = true; // until its style is there
  style.onload = () => { root.hidden = false; };
  shadow.append(root);
  attach();
  document.addEventListener("pointermove", hover, { passive: true });
  document.addEventListener("focusin", ({ target }) => point(markAt(target)));
  document.addEventListener("click", clicked, true);
  document.addEventListener("keydown", pressed);
  document.addEventListener("selectionchange", selected);
  document.addEventListener("scroll", follow, { passive: true });
  checkProse(page, tools, root);
}

// What lies at an element: a mark of a report's text, a listed statement, a link to an actor or a topic, a heading.
function markAt(element) {
  if (!(element instanceof Element)) return null;
  const mark = within(element, MARKS);
  if (mark) return ofText(mark);
  const link = within(element, "main a[href]");
  if (link && SUBJECT.test(pathOf(link)) && link.origin === location.origin)
    return { element: link, asks: { page: pathOf(link) } };
  if (link) return null;
  const heading = within(element, "main h1");
  if (heading) return { element: heading, asks: { page: page() } };
  return ofList(within(element, "main li, main tr, main figure"));
}
const pathOf = (link) => decodeURI(link.pathname.slice(1));

function ofText(mark) {
  const sentence = within(mark, ".s");
  if (!sentence) return null;
  const kind = mark.matches(".m") ? "mention" : mark.matches(".d") ? "date" : mark.matches(".q") ? "quote" : "position";
  const words = wordsOf(mark);
  const alike = [...sentence.querySelectorAll(".m")].filter((one) => wordsOf(one) === words);
  return { element: mark, asks: { page: page(), anchor: sentence.id, kind, words, nth: Math.max(0, alike.indexOf(mark)) } };
}

function ofList(row) {
  const cite = row?.querySelector("a.cite[href*='#s-']");
  if (!cite) return null;
  const id = STATEMENT.exec(row.id || row.querySelector("[id]")?.id || "")?.[1];
  const kind = KINDS[within(row, "section[aria-labelledby]")?.getAttribute("aria-labelledby")];
  if (!id && !kind) return null;
  return { element: row, asks: { page: pathOf(cite), anchor: cite.hash.slice(1), ...(id ? { id } : { kind }) } };
}

// The words of the report itself, without the notes and dates that stand between them.
function wordsOf(node) {
  const copy = node.cloneNode(true);
  for (const one of copy.querySelectorAll(".n, .nb, .r")) one.remove();
  return plain(copy.textContent);
}

// The small button at what the pointer or the focus is on.
function hover({ target }) { if (!dialog.open && !(target === seen && !pencil.hidden)) point(markAt((seen = target))); }
function point(mark) {
  if (!mark || dialog.open) return;
  current = mark;
  place(pencil, mark.element);
}
function follow() {
  if (pencil.hidden) return;
  if (current.element.isConnected) place(pencil, current.element);
  else pencil.hidden = true;
}
function place(button, target) {
  const boxes = target.getClientRects(), box = boxes[boxes.length - 1];
  if (!box) return;
  button.hidden = false;
  const isWide = target.matches?.("li, tr, figure, h1");
  button.style.left = `${Math.min(innerWidth - button.offsetWidth - 4, Math.max(4, isWide ? box.left - 30 : box.right + 1))}px`;
  button.style.top = `${Math.max(2, isWide ? box.top + 2 : box.top - 15)}px`;
}

function correct(is) {
  correcting = is;
  tools.querySelector("button").setAttribute("aria-pressed", String(is));
  document.documentElement.style.cursor = is ? "help" : "";
}
function clicked(event) {
  if (event.composedPath()[0]?.getRootNode() === root.getRootNode()) return;
  const mark = correcting && markAt(event.target);
  if (!mark) return;
  event.preventDefault();
  event.stopPropagation();
  open(mark);
}

function pressed(event) {
  const element = event.composedPath()[0];
  if (event.ctrlKey || event.altKey || event.metaKey || dialog.open || element.matches?.("input, textarea, select, [contenteditable]")) return;
  const isMenu = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
  const focused = markAt(document.activeElement);
  if (event.key === "a" && !adder.hidden) addSelected();
  else if (event.key === "e" || (isMenu && focused)) open(focused || firstInView());
  else return;
  event.preventDefault();
}
function everyMark() {
  const found = [...document.querySelectorAll(`main h1, ${MARKS}, main li, main tr, main figure`)];
  return found.filter((one) => one.getClientRects().length && markAt(one)?.element === one);
}
const firstInView = () => markAt(everyMark().find((one) => one.getBoundingClientRect().top >= 0) || null);
function step(by) {
  const all = everyMark(), next = all[(all.indexOf(current.element) + by + all.length) % all.length];
  next.scrollIntoView({ block: "center" });
  open(markAt(next));
}

// Words that are selected in a report's text
function selected() {
  const selection = document.getSelection(), words = selectedWords(selection);
  adder.hidden = !words;
  if (words) place(adder, selection.getRangeAt(0));
}
function selectedWords(selection) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
  const range = selection.getRangeAt(0), holder = range.commonAncestorContainer;
  if (!within(holder.nodeType === Node.ELEMENT_NODE ? holder : holder.parentElement, ".body")) return "";
  const words = wordsOf(made("div", {}, range.cloneContents()));
  return words.length <= LONGEST_SELECTION ? words : "";
}
function addSelected() {
  const words = selectedWords(document.getSelection());
  adder.hidden = true;
  if (words) open({ element: document.body, asks: { page: page(), words }, path: "selected" });
}

async function open(mark) {
  if (!mark) return;
  current = mark;
  pencil.hidden = true;
  await show(mark.element, mark.path || "at", mark.asks);
}
