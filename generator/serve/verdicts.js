// Marks while writing: each sentence of a page of the editor's own that can be checked, held against the reports.
// Sentences are underlined by highlights of the browser, each verdict in another style; the list says the same in words.
import { linked, made, read } from "/-/asking.js";

const SIGNS = { supported: "=", contradicted: "!", "not in the reports": "?" };
const NAMES = { supported: "supported", contradicted: "contradicted", "not in the reports": "absent" };
const LINES = { supported: "solid underline 1px", contradicted: "wavy underline 1.5px", absent: "dotted underline 2px" };
const COLOURS = { supported: ["#0b5f54", "#74cbbb"], contradicted: ["#a02a0a", "#f0a27c"], absent: ["#6a5000", "#e0bd55"] };
let tools, root, button, panel, pageOf, asked = 0;

export function checkProse(page, tools_, root_) {
  [pageOf, tools, root] = [page, tools_, root_];
  document.addEventListener("briefing-renewed", later);
  later();
}
const later = () => (self.requestIdleCallback || setTimeout)(() => check().catch(() => {}));

async function check() {
  const path = pageOf();
  if (path.includes("/")) return; // an editor's pages lie in no folder
  const number = ++asked;
  const { verdicts, is_own: isOwn } = await read("verdicts", { page: path });
  if (number === asked && isOwn) show(verdicts);
}

function show(verdicts) {
  const sheet = show.sheet ??= new CSSStyleSheet();
  const rules = (dark) => Object.entries(LINES).map(([name, line]) =>
    `::highlight(briefing-${name}) { text-decoration: ${line} ${COLOURS[name][dark]}; text-underline-offset: 3px; }`).join("\n");
  sheet.replaceSync(`${rules(0)} @media (prefers-color-scheme: dark) { ${rules(1)} }`);
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  const found = verdicts.map((one) => ({ ...one, range: rangeOf(one.text) }));
  for (const [support, name] of Object.entries(NAMES)) {
    const ranges = found.filter((one) => one.support === support && one.range).map(({ range }) => range);
    self.CSS?.highlights?.set(`briefing-${name}`, new Highlight(...ranges));
  }
  list(found);
}

function list(found) {
  const doubtful = found.filter(({ support }) => support !== "supported").length;
  button ??= made("button", { type: "button", "aria-expanded": "false", onclick: () => toggle(panel.hidden) });
  button.textContent = found.length ? `${doubtful} of ${found.length} sentences not borne out` : "No sentences to check";
  if (!button.isConnected) tools.append(button);
  panel ??= made("aside", { class: "prose", "aria-label": "Sentences held against the reports", hidden: true, tabindex: "-1" });
  if (!panel.isConnected) root.append(panel);
  panel.replaceChildren(made("h2", {}, "Held against the reports"), made("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => toggle(false) }, "×"),
    made("ol", {}, ...found.map(entry)));
}
function toggle(is) {
  panel.hidden = !is;
  button.setAttribute("aria-expanded", String(is));
  (is ? panel : button).focus();
}
const entry = ({ text, support, reasons, by, range }) => made("li", { class: NAMES[support] },
  made("button", { type: "button", onclick: () => range?.startContainer.parentElement.scrollIntoView({ block: "center" }) },
    made("b", {}, `${SIGNS[support]} ${support}${reasons.length ? ": " + reasons.join("; ") : ""}`), text),
  ...(by ? [made("q", {}, by.text), made("cite", {}, linked([by.title, by.when].filter(Boolean).join(", "), by.path))] : []));

// The place of a sentence on the page: its words in the text of the page, however blanks and elements divide it.
function rangeOf(sentence) {
  const main = document.querySelector("main");
  if (!main) return null;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), places = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.data.length; at += 1) {
      const isBlank = /\s/.test(node.data[at]);
      if (isBlank && text.endsWith(" ")) continue;
      text += isBlank ? " " : node.data[at];
      places.push([node, at]);
    }
  const wanted = sentence.replace(/\s+/g, " ").trim(), from = text.indexOf(wanted);
  if (from < 0) return null;
  const range = document.createRange(), [last, end] = places[from + wanted.length - 1];
  range.setStart(...places[from]);
  range.setEnd(last, end + 1);
  return range;
}
