// One events connection for all tabs of a browser: it hears of new versions and passes them on.
"use strict";
const tabs = new Set();
let newest = null;

function pass(version) {
  newest = version;
  tabs.forEach((tab) => tab.postMessage(version));
}

function listen() {
  const events = new EventSource("/-/events");
  events.onmessage = ({ data }) => pass(data);
  events.onerror = () => {
    if (events.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    setTimeout(listen, 2000);
    // Refused, perhaps for too many listeners: until there is room, ask what is newest each time.
    fetch("/-/changed", { cache: "no-store" }).then((answer) => answer.json()).then(({ version }) => pass(version)).catch(() => {});
  };
}

onconnect = ({ ports: [tab] }) => {
  const join = () => {
    tabs.add(tab);
    if (newest !== null) tab.postMessage(newest);
  };
  tab.onmessage = ({ data }) => (data === "bye" ? tabs.delete(tab) : join());
  join();
};
listen();
