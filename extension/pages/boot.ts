/** Starts a page's wasm module, or says in plain words why it cannot. */
type Init = (input: { module_or_path: URL }) => Promise<unknown>;

/** Loads the module called `file` by its `init`, then calls `start`. */
export async function boot(init: Init, file: string, start: () => void): Promise<void> {
  document.documentElement.lang = chrome.i18n.getUILanguage();
  document.documentElement.dir = chrome.i18n.getMessage("@@bidi_dir");
  try {
    await init({ module_or_path: new URL(file, import.meta.url) });
    start();
  } catch (error) {
    sayOff(String(error));
  }
}

/** Without WebAssembly nothing of Rust can be drawn: these few words come from here. */
function sayOff(reason: string): void {
  const main = document.createElement("main");
  main.className = "off";
  main.setAttribute("role", "alert");
  const add = (tag: string, text: string): void => {
    const element = document.createElement(tag);
    element.textContent = text;
    main.append(element);
  };
  add("h1", chrome.i18n.getMessage("pages_off_title"));
  for (const key of ["pages_off_what", "pages_off_still", "pages_off_whom"]) {
    add("p", chrome.i18n.getMessage(key));
  }
  add("code", reason);
  document.body.replaceChildren(main);
}
