// A menu of the desk: what something is, what may be decided on it, the fields that a decision needs, what was written.
// It lies beside what it is about; on a narrow screen at the foot. All text is set as text.
import { ask, changes, made, read } from "/-/asking.js";

const LONGEST = 90;
const short = (words) => (words.length > LONGEST ? `${words.slice(0, LONGEST - 2)}…` : words);
const list = (entries) => made("ul", {}, ...entries.map(([label, work]) => made("li", {}, made("button", { type: "button", onclick: work }, label))));

// Return a menu within an element. `step` leads to the next mark, by 1, or the one before, by -1; `written` is told of each decision.
export function menu(root, { step = null, written = () => {} } = {}) {
  const dialog = made("dialog", { class: "menu", "aria-labelledby": "menu-title" });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  root.append(dialog);
  let place = null, again = () => {}, isMark = false;

  async function attempt(work) {
    try {
      await work();
    } catch (error) {
      draw("This could not be done", made("p", { role: "alert" }, error.message || String(error)));
    }
  }

  function draw(title, ...inner) {
    const close = made("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => dialog.close() }, "×");
    dialog.replaceChildren(made("h2", { id: "menu-title", tabindex: "-1" }, title), close, ...inner.flat().filter(Boolean));
    if (!dialog.open) dialog.showModal();
    beside();
    dialog.querySelector("h2").focus();
  }

  function beside() {
    const box = place?.isConnected && place !== document.body && place.getClientRects()[0];
    const isSheet = innerWidth < 700 || !box;
    dialog.classList.toggle("sheet", isSheet);
    dialog.style.left = dialog.style.top = "";
    if (isSheet) return;
    const below = box.bottom + 6, above = Math.max(8, Math.min(box.top, innerHeight) - dialog.offsetHeight - 6);
    dialog.style.left = `${Math.max(8, Math.min(box.left, innerWidth - dialog.offsetWidth - 8))}px`;
    dialog.style.top = `${Math.max(8, below + dialog.offsetHeight < innerHeight ? below : above)}px`;
  }

  // Show the menus of what lies at an element, as the preview tells them.
  async function open(element, path, asks) {
    place = element;
    isMark = path === "at";
    again = () => open(element, path, asks);
    await attempt(async () => drawMenus(await read(path, asks)));
  }

  function drawMenus({ menus, others = [] }) {
    if (!menus.length) return draw("Nothing is known of this", made("p", {}, "Select words in the text to say what they are."), steps());
    const same = others.map((one) => [`${one.title}: “${short(one.words)}”`, () => drawMenus({ menus: [one] })]);
    draw(menus[0].title, ...menus.flatMap(drawMenu), same.length && made("details", {}, made("summary", {}, `Also in this sentence: ${same.length}`), list(same)), steps());
  }
  const steps = () => step && isMark && made("p", { class: "steps" },
    made("button", { type: "button", onclick: () => step(-1) }, "‹ Mark before"), made("button", { type: "button", onclick: () => step(1) }, "Next mark ›"));
  const drawMenu = ({ title, words, note, choices }, number) => [
    number > 0 && made("h3", {}, title), words && made("p", { class: "quoted" }, `“${short(words)}”`), note && made("p", {}, note),
    list(choices.map((choice) => [choice.label, () => choose(choice)])),
  ];

  function choose(choice) {
    if (!choice.asks.length) return decide(choice.decision);
    const fields = choice.asks.map((asked, number) => field(asked, `field-${number}`));
    const why = made("input", { id: "menu-why", maxlength: "300", autocomplete: "off" });
    const form = made("form", {}, ...fields.map(({ row }) => row),
      made("p", { class: "row" }, made("label", { for: "menu-why" }, "Why (if you like)"), why),
      made("p", { class: "steps" }, made("button", { class: "do" }, "Write it"), again && made("button", { type: "button", onclick: again }, "Back")));
    form.onsubmit = (event) => {
      event.preventDefault();
      const decision = structuredClone(choice.decision);
      for (const { asked, input } of fields) set(decision, asked, input.value.trim());
      decision.why = why.value.trim();
      decide(decision);
    };
    draw(choice.label, form);
    fields[0].input.focus();
    fields[0].input.select?.();
  }

  async function decide(decision) {
    await attempt(async () => drawWritten(await ask("decide", { decision })));
  }
  function drawWritten(done) {
    const { id, words, changes: files } = done;
    written(done);
    const undo = () => attempt(async () => drawWritten({ ...await ask("undo", { id }), id: "" }));
    draw(id ? "Written" : "Taken back", made("p", { role: "status" }, words), ...changes(files),
      made("p", { class: "steps" }, made("button", { type: "button", class: "do", onclick: () => dialog.close() }, "Close"),
        id && made("button", { type: "button", onclick: undo }, "Undo")));
    dialog.querySelector(".do").focus();
  }

  // Ask for what a single choice needs.
  function fill(element, choice) {
    [place, again, isMark] = [element, null, false];
    choose(choice);
  }

  return { dialog, open, fill };
}

function set(decision, { field: name, optional }, value) {
  const [outer, inner] = name.split(".");
  if (!value && optional) return;
  if (inner) (decision[outer] ??= {})[inner] = value;
  else decision[outer] = value;
}

function field(asked, id) {
  const given = { id, autocomplete: "off", required: !asked.optional };
  const isKnown = asked.type === "actor" || asked.type === "topic";
  let input;
  if (asked.choices.length) {
    const none = asked.value ? [] : [made("option", { value: "" }, "—")];
    input = made("select", given, ...none, ...asked.choices.map((one) => made("option", { selected: one === asked.value }, one)));
  } else if (asked.several) input = made("textarea", { ...given, rows: "2" });
  else input = made("input", { ...given, value: asked.value, list: isKnown ? `${id}-known` : null });
  const label = asked.label + (asked.several ? ", a line each" : "") + (asked.optional ? " (if you like)" : "");
  const row = made("p", { class: "row" }, made("label", { for: id }, label), input);
  if (isKnown) {
    const known = made("datalist", { id: `${id}-known` });
    row.append(known);
    input.oninput = () => suggest(asked.type, input, known);
  }
  return { asked, input, row };
}

async function suggest(of, input, known) {
  const words = input.value.trim();
  if (!words) return;
  const { names } = await read("known", { of, words });
  if (input.value.trim() !== words) return;
  known.replaceChildren(...names.map(({ name, what }) => made("option", { value: name, label: what ? `${name}, ${what}` : name })));
}
