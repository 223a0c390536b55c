// The review desk: one question at a time, its answers as buttons and keys; what an answer wrote, and the way back.
import { ask, changes, linked, made, read, whenNew } from "/-/asking.js";
import { menu } from "/-/menu.js";

const the = (id) => document.getElementById(id);
const show = (element, is) => (element.hidden = !is);
let questions = [], at = 0, mayWrite = false, busy = false, last = "";
const KINDS = { same: "One or two?", speaker: "Who says it?", kind: "What is it?", topic: "Is this a topic?", date: "When was it?", event: "One event or two?" };
const SUBJECT = /^(actors|topics)\//;
const answered = new Set(), skipped = new Set(), answeredBy = new Map();

const say = (words) => (the("told").textContent = words);
function complain(words) {
  the("wrong").replaceChildren(...words.split("\n").map((line) => made("p", {}, line)));
  show(the("wrong"), words);
}

async function load() {
  const queue = await read("queue");
  const current = questions[at]?.id;
  questions = queue.questions.filter(({ id }) => !answered.has(id));
  questions.sort((a, b) => skipped.has(a.id) - skipped.has(b.id));
  mayWrite = !queue.read_only;
  const again = questions.findIndex(({ id }) => id === current);
  at = again >= 0 ? again : Math.min(at, Math.max(0, questions.length - 1));
  if (!mayWrite) complain(queue.read_only);
  draw(current !== questions[at]?.id);
  await loadLedger();
}

function draw(isNew) {
  const question = questions[at], left = questions.length;
  the("left").textContent = `${left || "No"} ${left === 1 ? "question" : "questions"} left`;
  show(the("question"), question);
  show(the("none"), !question);
  if (question && isNew) drawQuestion(question);
  drawList();
}

function drawQuestion(question) {
  the("kind").textContent = KINDS[question.kind] || question.kind;
  the("asked").textContent = question.title;
  the("reason").textContent = reasonOf(question);
  the("sides").replaceChildren(...question.sides.map(side));
  the("answers").replaceChildren(...question.answers.map((answer, number) => made("button",
    { type: "button", class: number ? null : "first", disabled: !mayWrite, onclick: () => give(answer) },
    number < 9 && made("kbd", {}, String(number + 1)), made("span", {}, opening(answer.label) + (answer.asks ? " …" : "")))));
  the("why").value = "";
  read("question", { id: question.id }).then(({ sides }) => {
    if (questions[at]?.id === question.id) the("sides").replaceChildren(...sides.map(side));
  }).catch(() => {}); // it was answered meanwhile
}
const opening = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const counted = (number) => `${number} ${number === 1 ? "report" : "reports"}`;
const reasonOf = ({ reason, weight }) => opening(reason) + (weight ? `. An answer mends ${counted(weight)}.` : ".");

const side = ({ name, path, kind, reports, sentences }) => {
  const more = made("button", { type: "button", class: "more", "aria-label": `Other decisions on ${name}` }, "Other decisions …");
  more.onclick = () => openMenu(more, "at", { page: path });
  return made("article", { class: "side" },
    made("h3", {}, linked(name, path)), made("p", { class: "meta" }, [kind, reports && counted(reports)].filter(Boolean).join(", ")),
    made("ul", {}, ...sentences.map(sentence)), mayWrite && SUBJECT.test(path) && more);
};
const sentence = ({ text, path, title, source, when, words }) => made("li", {},
  made("blockquote", {}, ...emphasised(text, words)), made("cite", {}, linked([title, source, when].filter(Boolean).join(", "), path)));
function emphasised(text, words) {
  const from = words ? text.indexOf(words) : -1;
  return from < 0 ? [text] : [text.slice(0, from), made("mark", {}, words), text.slice(from + words.length)];
}

function drawList() {
  the("questions").replaceChildren(...questions.map(({ title, reason }, number) => made("li", {}, made("button",
    { type: "button", "aria-current": number === at ? "true" : null, onclick: () => go(number) }, title, made("small", {}, reason)))));
  show(the("all").parentElement, questions.length);
}

function go(number) {
  if (!questions.length) return;
  at = (number + questions.length) % questions.length;
  draw(true);
  the("asked").focus();
}

// An answer that needs words asks for them in a menu first.
const FIELDS = { to: ["Name", "text"], speaker: ["Who says it", "actor"], actor: ["Who it is", "actor"], edtf: ["Date (2009-10-13, 2009-10, 2009)", "date"] };
let asking = null;
function give({ label, decision, asks }) {
  if (!asks) return decide(decision);
  const [name, type] = FIELDS[asks] || [opening(asks), "text"];
  asking = questions[at];
  fillIn(the("answers"), { label: opening(label), decision, asks: [{ field: asks, label: name, type, value: "", choices: [] }] });
}

async function decide(decision) {
  const question = questions[at];
  if (busy || !question || !mayWrite) return;
  await attempt(async () => settle(question, await ask("decide", { decision: { ...decision, why: the("why").value.trim() } })));
}

// The question goes at once, and what was written comes in its place; the files tell the rest.
function settle(question, written) {
  answered.add(question.id);
  answeredBy.set(written.id, question.id);
  questions = questions.filter(({ id }) => id !== question.id);
  if (at >= questions.length) at = 0;
  drawWritten(written);
  draw(true);
  focusQuestion();
  const files = written.changes.map(({ file }) => file).join(", ");
  say(`${written.words} ${files ? `Written: ${files}` : "Noted in the ledger"}. ` +
    (questions[at] ? `Next question: ${questions[at].title}` : "Nothing is left to decide."));
  loadLedger().catch(() => {}); // the next answer need not wait for it
}
const focusQuestion = () => (questions.length ? the("asked") : the("nothing")).focus();

async function undo(id) {
  if (busy || !id) return;
  await attempt(async () => {
    const undone = await ask("undo", { id });
    answered.clear();
    drawWritten({ ...undone, id: "" });
    say(undone.words);
    await load();
    const back = questions.findIndex((one) => one.id === answeredBy.get(id));
    if (back >= 0) go(back);
  });
}

async function attempt(work) {
  busy = true;
  document.body.setAttribute("aria-busy", "true");
  complain("");
  try {
    await work();
  } catch (error) {
    complain(error.message || String(error));
  } finally {
    busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

function drawWritten({ id, words, changes: files }) {
  const back = id && made("button", { type: "button", onclick: () => undo(id) }, "Undo ", made("kbd", {}, "u"));
  the("diff").replaceChildren(made("p", {}, made("span", {}, words), back), ...changes(files));
  the("last").textContent = id ? "Written just now" : "Taken back";
  show(the("written"), true);
}

async function loadLedger() {
  const { decisions } = await read("ledger");
  the("decisions").replaceChildren(...decisions.map(({ id, words, when, why, file }) => made("li", {},
    made("div", {}, words, made("small", {}, [when, file, why && `“${why}”`].filter(Boolean).join(" · "))),
    made("button", { type: "button", disabled: !mayWrite, "aria-label": `Undo: ${words}`, "data-id": id, onclick: () => undo(id) }, "Undo"))));
  if (!decisions.length) the("decisions").replaceChildren(made("li", {}, "Nothing yet."));
  last = decisions[0]?.id || "";
}

const KEYS = {
  s: skip, u: () => undo(last), w: () => the("why").focus(), j: () => go(at + 1), k: () => go(at - 1), "?": help,
};
function skip() {
  if (!questions.length) return;
  skipped.add(questions[at].id);
  say(questions.length > 1 ? "Skipped." : "This is the only question.");
  go(at + 1);
}
function help() { the("keys").showModal(); }

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const isTyping = event.target.matches("input, textarea, select");
  if (isTyping) {
    if (event.key === "Escape" || event.key === "Enter") { the("asked").focus(); event.preventDefault(); }
    return;
  }
  if (!the("single").checked) return;
  const answer = /^[1-9]$/.test(event.key) && the("answers").children[Number(event.key) - 1];
  const work = answer ? () => answer.click() : Object.hasOwn(KEYS, event.key) && KEYS[event.key];
  if (!work) return;
  event.preventDefault();
  work();
});

const { dialog, open: openMenu, fill: fillIn } = menu(the("menus"), { written: (done) => {
  if (asking && done.id) settle(asking, done);
  else { drawWritten(done); loadLedger(); }
  asking = null;
} });
dialog.addEventListener("close", () => { asking = null; focusQuestion(); });
the("skip").onclick = skip;
the("help").onclick = help;
the("all").open = matchMedia("(min-width: 60rem)").matches;
the("single").checked = localStorage.getItem("briefing-single-keys") !== "no";
the("single").onchange = () => localStorage.setItem("briefing-single-keys", the("single").checked ? "yes" : "no");

// New versions of the site bring new questions; those that were answered meanwhile are gone from them.
let waiting = Promise.resolve();
const renew = () => (waiting = waiting.then(load).catch((error) => complain(error.message)));
await renew();
if (questions.length) the("asked").focus();
let seen = "";
whenNew((version) => {
  if (version !== seen && seen) renew();
  seen = version;
});
