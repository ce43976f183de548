// What an app's page has of the platform: calls of it travel to the page around it, which answers by number.
(() => {
  const handlers = new Map();
  const waiting = new Map();
  let lastId = 0;
  const call = (name, ...args) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      parent.postMessage({ id: lastId, call: name, args }, "*");
    });

  addEventListener("message", ({ source, data }) => {
    if (source !== parent) return;
    if (data.event) {
      const event = { type: data.event, helper: { getData: () => data.detail, done() {}, fail() {} } };
      for (const handler of handlers.get(data.event) ?? []) handler(event);
      return;
    }
    const { resolve, reject } = waiting.get(data.id) ?? {};
    waiting.delete(data.id);
    if (data.error) reject?.(data.error);
    else resolve?.(data.result);
  });

  const client = {
    data: { get: (name) => call("data.get", name) },
    iparams: { get: (name) => call("iparams.get", name) },
    request: {
      invoke: (name, input) => call("request.invoke", name, input),
      invokeTemplate: (name, options) => call("request.invokeTemplate", name, options),
    },
    interface: { trigger: (name, options) => call("interface.trigger", name, options) },
    instance: {
      resize: (size) => call("instance.resize", size),
      context: () => call("instance.context"),
      close: () => call("instance.close"),
    },
    events: {
      on(name, handler) {
        handlers.set(name, [...(handlers.get(name) ?? []), handler]);
        call("events.on", name);
      },
    },
  };
  window.app = { initialized: () => call("initialized").then(() => client) };
})();
