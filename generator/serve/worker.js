// One events connection for all tabs of a browser: it hears of new versions and passes them on.
"use strict";
const tabs = new Set();
let newest = null;

function listen() {
  const events = new EventSource("/-/events");
  events.onmessage = ({ data }) => {
    newest = data;
    tabs.forEach((tab) => tab.postMessage(data));
  };
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000); // a browser that does not try again by itself
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
