// What the pages of the preview ask the desk for, and how they show what was written. Every text is set as text, never as HTML.
"use strict";

let token = null;
const headers = (more = {}) => ({ Accept: "application/json", ...more });

async function answered(response) {
  const isJson = (response.headers.get("content-type") || "").startsWith("application/json");
  const answer = isJson ? await response.json() : { wrong: [await response.text()] };
  if (!response.ok) throw Object.assign(new Error((answer.wrong || ["The preview does not answer."]).join("\n")), { status: response.status });
  return answer;
}

export async function read(path, given = {}) {
  const query = new URLSearchParams(given).toString();
  return answered(await fetch(`/-/desk/${path}${query && "?" + query}`, { cache: "no-store", headers: headers() }));
}

// Ask for a write. A token of an earlier start of the server is fetched anew, once.
export async function ask(path, body) {
  for (const isLast of [false, true]) {
    token ??= (await read("token")).token;
    const asked = headers({ "Content-Type": "application/json", "X-Briefing-Token": token });
    const response = await fetch(`/-/desk/${path}`, { method: "POST", cache: "no-store", headers: asked, body: JSON.stringify(body) });
    if (response.status !== 403 || isLast) return answered(response);
    token = null;
  }
}

export function made(name, given = {}, ...inner) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...inner.filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

// Only addresses of this very site are linked to, whatever was found in a text.
export function linked(text, href) {
  const address = href ? new URL(href, location.origin + "/") : null;
  return address && address.origin === location.origin ? made("a", { href: address.href }, text) : made("span", {}, text);
}

// What was written: each file with its lines; a sign begins each line, so that no colour is needed to tell them apart.
export const changes = (files) => files.map(({ file, lines }) => made("div", { class: "change" },
  made("h3", {}, file),
  made("pre", { tabindex: "0", "aria-label": `Lines of ${file}` }, ...lines.map(({ sign, text }) =>
    made(sign === "+" ? "ins" : sign === "-" ? "del" : "span", { class: sign === "@" ? "place" : null }, sign === "@" ? text : `${sign || " "} ${text}`)))));

// Call back at each new version of the site. All tabs of a browser hear of it over one connection.
export function whenNew(told) {
  if (self.SharedWorker) {
    // The page of the desk takes no address of a script that is just a text.
    const policy = self.trustedTypes?.createPolicy("briefing", { createScriptURL: () => "/-/worker.js" });
    const worker = new SharedWorker(policy ? policy.createScriptURL("") : "/-/worker.js");
    worker.port.onmessage = ({ data }) => told(data);
    addEventListener("pagehide", () => worker.port.postMessage("bye"));
    addEventListener("pageshow", ({ persisted }) => persisted && worker.port.postMessage("here"));
    return;
  }
  const events = new EventSource("/-/events");
  events.onmessage = ({ data }) => told(data);
}
