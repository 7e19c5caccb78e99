// How JupyterLab finds the page extension: a container by its name, which hands out one module. Written by hand, so
// that nothing has to be built; what the extension does stands in page.js.
(() => {
  let scope;
  const here = document.currentScript.src;
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("page.css", here) });
  document.head.append(style);

  // One of JupyterLab's own packages, as it shares them: by name, then version.
  async function shared(name) {
    const [version] = Object.values(scope[name]);
    return (await version.get())();
  }

  async function get() {
    const { plugin } = await import(new URL("page.js", here));
    const found = await plugin(shared);
    return () => ({ __esModule: true, default: found });
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["no-to-yes"] = { init: (given) => void (scope = given), get };
})();
