// @ts-check
// Brings the forms of a page to life: each asks the worker for what the command line would say, and
// hands over the files that it would write. Nothing leaves the page.

const here = document.body.dataset;
const lang = here.lang ?? "en";
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const embedded = document.getElementById("embedded");
const MOST = 32 * 1024 * 1024;
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** @typedef {{ code: number, out: string, err: string, files: Record<string, Uint8Array> }} Answer */

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement} */
function part(root, selector) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector}`);
  return found;
}

/** @param {string} text @returns {Promise<Uint8Array>} */
async function unpacked(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

/**
 * A worker and the news of its end: it could not be loaded, or its Python could not.
 * @typedef {{ worker: Worker, ended: Promise<{ broken: string }> }} Running
 */

/** Python in its worker; it begins to load when it is first asked for, and anew after a failure. */
class Engine {
  /** @type {Promise<Running> | undefined} */
  #running;
  #next = 0;
  /** @type {Map<number, (answer: any) => void>} */
  #waiting = new Map();
  /** @type {Set<(percent: number) => void>} */
  listeners = new Set();
  percent = 0;

  /** @returns {Promise<Running>} */
  start() {
    this.#running ??= this.#begin();
    return this.#running;
  }

  async #begin() {
    const base = new URL(here.assets ?? "", document.baseURI).href;
    /** @type {{ base: string } | { files: Record<string, Uint8Array> }} */
    let source = { base };
    let script = `${base}worker.mjs`;
    if (embedded) {
      /** @type {Record<string, Uint8Array>} */
      const files = {};
      for (const [name, text] of Object.entries(JSON.parse(embedded.textContent ?? "{}"))) {
        files[name] = await unpacked(text);
      }
      const own = new Blob([/** @type {BlobPart} */ (files["worker.mjs"])], { type: "text/javascript" });
      script = URL.createObjectURL(own);
      source = { files };
    } else {
      await keptOffline();
    }
    // a page from a disk has no origin, and Chromium loads no module worker for such a page
    const worker = new Worker(script, { type: embedded ? "classic" : "module" });
    /** @type {Promise<{ broken: string }>} */
    const ended = new Promise((resolve) => {
      /** @param {string} broken */
      const end = (broken) => {
        worker.terminate();
        this.#running = undefined;
        resolve({ broken });
      };
      worker.onmessage = ({ data }) => {
        if ("percent" in data) {
          this.percent = data.percent;
          for (const tell of this.listeners) tell(data.percent);
        } else if ("ended" in data) {
          end(data.ended);
        } else {
          this.#waiting.get(data.id)?.(data);
          this.#waiting.delete(data.id);
        }
      };
      worker.onerror = (event) => end(event.message ?? "the worker cannot be loaded");
    });
    worker.postMessage({ start: source });
    return { worker, ended };
  }

  /**
   * @param {string[]} args @param {{ puts?: Record<string, Uint8Array>, gets?: string[], clear?: boolean }} [more]
   * @returns {Promise<Answer>}
   */
  async run(args, { puts = {}, gets = [], clear = false } = {}) {
    const { worker, ended } = await this.start();
    const id = ++this.#next;
    const answered = new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ id, args, puts, gets, clear });
    });
    const answer = await Promise.race([answered, ended]);
    if ("broken" in answer) throw new Error(answer.broken);
    return answer;
  }
}

/** Once the service worker rules, what is loaded stays; a browser without one loads it each time. */
async function keptOffline() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL(`${here.root}sw.js`, document.baseURI));
    const patience = new Promise((resolve) => setTimeout(resolve, 3000));
    await Promise.race([controlled(), patience]);
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const own = [location.href, ...loaded].filter((address) => address.startsWith(location.origin));
    navigator.serviceWorker.controller?.postMessage({ keep: [...new Set(own)] });
  } catch {
    // A private window, say: everything works, but for the next visit without a network.
  }
}

function controlled() {
  if (navigator.serviceWorker.controller) return Promise.resolve();
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
  });
}

const engine = new Engine();

/** Says what is going on, in words and as a bar. */
class Status {
  /** @param {HTMLElement} form */
  constructor(form) {
    this.text = part(form, "[data-status]");
    this.bar = /** @type {HTMLProgressElement} */ (part(form, "[data-progress]"));
    engine.listeners.add((percent) => {
      if (this.text.hidden || !this.text.dataset.busy) return;
      this.bar.hidden = percent >= 100;
      this.bar.value = percent;
      if (percent < 100) this.text.textContent = words.loading.replace("{percent}", String(percent));
      else this.text.textContent = words.working;
    });
  }

  busy() {
    this.text.hidden = false;
    this.text.classList.remove("bad");
    this.text.dataset.busy = "1";
    this.text.textContent = engine.percent >= 100 ? words.working : words.starting;
  }

  /** @param {string} said */
  done(said) {
    delete this.text.dataset.busy;
    this.bar.hidden = true;
    this.text.textContent = said;
  }

  /** @param {string} said */
  refuse(said) {
    this.done(said);
    this.text.hidden = false;
    this.text.classList.add("bad");
  }
}

/** What the command said, a paragraph each and one a numbered point; ! begins a warning. @param {HTMLElement} box @param {string} text */
function say(box, text) {
  box.replaceChildren();
  for (const block of text.trim().split(/\n(?! )|\n(?= +(?:\d+\.|-) )/)) {
    // of the copy that lies beside the file: here there is no beside
    if (!block.trim() || block.includes(".bak")) continue;
    const line = document.createElement("p");
    const warning = block.startsWith("! ");
    line.textContent = (warning ? block.slice(2) : block).replace(/\n +/g, " ");
    if (warning) line.className = "warning";
    box.append(line);
  }
}

/** @param {string} name @param {Uint8Array} bytes @param {string} type */
function download(name, bytes, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {HTMLElement} link @param {string} name @param {Uint8Array} bytes @param {string} type */
function offer(link, name, bytes, type) {
  const anchor = /** @type {HTMLAnchorElement} */ (link);
  if (anchor.href) URL.revokeObjectURL(anchor.href);
  anchor.href = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type }));
  anchor.download = name;
  anchor.hidden = false;
}

/** The choices of a form as the command line takes them. @param {HTMLFormElement} form */
function choices(form) {
  const data = new FormData(form);
  const args = ["--launch", String(data.get("launch")), "--lang", lang];
  args.push("--country", String(data.get("country")));
  const name = String(data.get("name") ?? "").trim();
  if (name) args.push("--name", name);
  const until = data.getAll("closed-until");
  data.getAll("closed-from").forEach((from, index) => {
    if (from) args.push("--closed", `${from}..${until[index] || from}`);
  });
  for (const tick of form.querySelectorAll("[name=block]")) {
    if (!(tick instanceof HTMLInputElement)) continue;
    const planned = tick.dataset.default === "1";
    if (tick.checked !== planned) args.push(tick.checked ? "--with" : "--without", tick.value);
  }
  for (const field of form.querySelectorAll("[data-role]")) {
    if (!(field instanceof HTMLInputElement) || !field.value.trim()) continue;
    args.push("--owner", `${field.dataset.role}=${field.value.trim()}`);
  }
  return args;
}

/** Runs `new` and shows what it said, the plan, and what can be downloaded. */
class Result {
  /** @param {HTMLFormElement} form @param {string} name */
  constructor(form, name) {
    this.form = form;
    this.name = name;
    this.status = new Status(form);
    this.box = part(form, "[data-result]");
    this.turn = 0;
    const calendar = part(form, "[data-calendar]");
    calendar.addEventListener("click", () => this.#calendar());
  }

  stem() {
    const launch = /** @type {HTMLInputElement} */ (part(this.form, "[name=launch]")).value;
    return `${this.name}-${launch}`;
  }

  /** @param {string} archetype @param {Record<string, Uint8Array>} [puts] */
  async make(archetype, puts = {}) {
    const turn = ++this.turn;
    this.status.busy();
    const args = ["new", archetype, ...choices(this.form), "-o", "plan.xlsx", "--force"];
    try {
      const made = await engine.run(args, { puts, gets: ["plan.xlsx"], clear: !Object.keys(puts).length });
      if (turn !== this.turn) return;
      if (made.code !== 0) {
        this.box.hidden = true;
        this.status.refuse(made.err.trim());
        return;
      }
      // without the file's name, and without what to do with a file in a folder
      const told = made.out.trim().split("\n\n").slice(1, -1);
      say(part(this.box, "[data-said]"), told.join("\n"));
      offer(part(this.box, "[data-workbook]"), `${this.stem()}.xlsx`, made.files["plan.xlsx"], WORKBOOK);
      part(this.box, "[data-calendar]").hidden = false;
      this.box.hidden = false;
      const drawn = await engine.run(["report", "plan.xlsx", "-o", "plan.svg", "--force", "--lang", lang], {
        gets: ["plan.svg"],
      });
      if (turn !== this.turn) return;
      const figure = part(this.box, "[data-preview]");
      figure.hidden = !drawn.files["plan.svg"];
      if (drawn.files["plan.svg"]) {
        const before = figure.querySelector("img");
        if (before) URL.revokeObjectURL(before.src);
        const drawing = new Blob([/** @type {BlobPart} */ (drawn.files["plan.svg"])], { type: "image/svg+xml" });
        const picture = new Image();
        picture.src = URL.createObjectURL(drawing);
        picture.alt = figure.querySelector("figcaption")?.textContent ?? "";
        part(figure, "[data-picture]").replaceChildren(picture);
      }
      this.status.done(words.ready_now);
    } catch (error) {
      this.status.refuse(words.failed);
      console.error(String(error));
    }
  }

  async #calendar() {
    const made = await engine.run(["calendar", "plan.xlsx", "-o", "plan.ics", "--lang", lang], {
      gets: ["plan.ics", "plan.xlsx"],
    });
    const file = made.files["plan.ics"];
    if (!file) return this.status.refuse(made.err.trim());
    download(`${this.stem()}.ics`, file, "text/calendar");
    // the workbook remembers what the calendar said, so that the next one changes its events
    offer(part(this.box, "[data-workbook]"), `${this.stem()}.xlsx`, made.files["plan.xlsx"], WORKBOOK);
  }
}

/** @param {HTMLFormElement} form */
function closures(form) {
  part(form, "[data-more]").addEventListener("click", () => {
    const all = form.querySelectorAll("[data-closure]");
    const one = /** @type {HTMLElement} */ (all[all.length - 1].cloneNode(true));
    for (const field of one.querySelectorAll("input")) field.value = "";
    all[all.length - 1].after(one);
    one.querySelector("input")?.focus();
  });
}

/** The address carries the choices that say nothing about a person. @param {HTMLFormElement} form */
function address(form) {
  const data = new FormData(form);
  const kept = new URLSearchParams();
  kept.set("launch", String(data.get("launch") ?? ""));
  kept.set("country", String(data.get("country") ?? ""));
  for (const tick of form.querySelectorAll("[name=block]")) {
    if (!(tick instanceof HTMLInputElement)) continue;
    if (tick.checked !== (tick.dataset.default === "1")) {
      kept.append(tick.checked ? "with" : "without", tick.value);
    }
  }
  return `#${kept}`;
}

/** @param {HTMLFormElement} form */
function fromAddress(form) {
  const kept = new URLSearchParams(location.hash.slice(1));
  const launch = /** @type {HTMLInputElement} */ (part(form, "[name=launch]"));
  if (/^\d{4}-\d\d-\d\d$/.test(kept.get("launch") ?? "")) launch.value = kept.get("launch") ?? "";
  const country = /** @type {HTMLSelectElement} */ (part(form, "[name=country]"));
  const code = kept.get("country");
  if ([...country.options].some((option) => option.value === code)) country.value = code ?? "";
  for (const tick of form.querySelectorAll("[name=block]")) {
    if (!(tick instanceof HTMLInputElement)) continue;
    if (kept.getAll("with").includes(tick.value)) tick.checked = true;
    if (kept.getAll("without").includes(tick.value)) tick.checked = false;
  }
  return launch.value !== "";
}

/** @param {HTMLFormElement} form */
function maker(form) {
  const name = form.dataset.maker ?? "";
  const result = new Result(form, name);
  closures(form);
  const chosen = fromAddress(form);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  const changed = () => {
    clearTimeout(later);
    const launch = /** @type {HTMLInputElement} */ (part(form, "[name=launch]")).value;
    if (!launch) return;
    if (!embedded) history.replaceState(null, "", address(form));
    later = setTimeout(() => result.make(name), 400);
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  part(form, "[data-link]").addEventListener("click", async () => {
    const link = new URL(address(form), location.href).href;
    await navigator.clipboard.writeText(link);
    result.status.done(words.copied);
  });
  if (chosen && !embedded) changed();
}

/** @param {HTMLFormElement} form */
function importer(form) {
  const result = new Result(form, lang === "fr" ? "mon-plan" : "my-plan");
  closures(form);
  const again = part(form, "[data-type]");
  /** @type {Uint8Array | undefined} */
  let archetype;
  again.addEventListener("click", () => {
    if (archetype) download(`${result.name}.yaml`, archetype, "application/yaml");
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = /** @type {HTMLInputElement} */ (part(form, "[name=file]")).files?.[0];
    const typed = /** @type {HTMLTextAreaElement} */ (part(form, "[name=table]")).value;
    if (file && file.size > MOST) return result.status.refuse(words.too_large);
    const ending = file ? (file.name.match(/\.[a-z]+$/i)?.[0] ?? ".txt").toLowerCase() : ".txt";
    const table = `table${ending}`;
    const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(typed);
    result.status.busy();
    try {
      const launch = /** @type {HTMLInputElement} */ (part(form, "[name=launch]")).value;
      const read = await engine.run(
        ["import", table, "--launch", launch, "-o", "mine.yaml", "--force", "--lang", lang],
        { puts: { [table]: bytes }, gets: ["mine.yaml"], clear: true },
      );
      archetype = read.files["mine.yaml"];
      const notes = part(form, "[data-notes]");
      notes.hidden = read.code !== 0;
      if (read.code !== 0 || !archetype) return result.status.refuse(read.err.trim());
      // its second line names a command, which nobody has here
      say(part(notes, "[data-noted]"), [read.out.split("\n")[0], read.err].join("\n"));
      again.hidden = false;
      await result.make("mine.yaml", { "mine.yaml": archetype });
    } catch (error) {
      result.status.refuse(words.failed);
      console.error(String(error));
    }
  });
}

/** A file's own name, as a folder may hold it. @param {string} name */
function plain(name) {
  return name.replace(/[^\p{L}\p{N} ._()-]/gu, "_").replace(/^\.+/, "").slice(-100) || "plan.xlsx";
}

/** @param {HTMLFormElement} form */
function checker(form) {
  const status = new Status(form);
  const box = part(form, "[data-result]");
  const input = /** @type {HTMLInputElement} */ (part(form, "[name=workbook]"));
  const area = part(form, "[data-drop]");
  const drafts = part(form, "[data-drafts]");
  let book = "";
  const stem = () => book.replace(/\.xlsx$/i, "");

  /** @param {File} file */
  const check = async (file) => {
    if (file.size > MOST) return status.refuse(words.too_large);
    status.busy();
    box.hidden = true;
    book = plain(file.name);
    const bytes = new Uint8Array(await file.arrayBuffer());
    try {
      const puts = { [book]: bytes };
      const told = await engine.run(["sync", book, "--lang", lang], { puts, gets: [book], clear: true });
      if (told.code > 1) return status.refuse(told.err.trim());
      say(part(box, "[data-said]"), told.out);
      offer(part(box, "[data-workbook]"), book, told.files[book], WORKBOOK);
      const page = await engine.run(["report", book, "-o", "report.html", "--lang", lang], {
        gets: ["report.html"],
      });
      const link = part(box, "[data-page]");
      link.hidden = true;
      if (page.files["report.html"]) offer(link, `${stem()}.html`, page.files["report.html"], "text/html");
      drafts.hidden = false;
      box.hidden = false;
      status.done(words.ready_now);
    } catch (error) {
      status.refuse(words.failed);
      console.error(String(error));
    }
  };

  drafts.addEventListener("click", async () => {
    const told = await engine.run(["remind", book, "--to", "drafts", "drafts", "--lang", lang], {
      gets: ["drafts", book],
    });
    if (told.files.drafts) download(`${stem()}-drafts.zip`, told.files.drafts, "application/zip");
    else status.refuse((told.err || told.out).trim());
    // what was sent is remembered in the workbook
    if (told.code === 0) offer(part(box, "[data-workbook]"), book, told.files[book], WORKBOOK);
  });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) check(file);
    input.value = "";
  });
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.classList.add("over");
  });
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    const file = event.dataTransfer?.files[0];
    if (file) check(file);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

const able = "Worker" in window && "WebAssembly" in window && "DecompressionStream" in window;
for (const form of document.querySelectorAll("form.maker")) {
  if (!(form instanceof HTMLFormElement)) continue;
  if (!able) {
    const note = document.createElement("p");
    note.textContent = words.unsupported;
    form.before(note);
    continue;
  }
  form.hidden = false;
  if ("maker" in form.dataset) maker(form);
  else if ("importer" in form.dataset) importer(form);
  else checker(form);
  form.addEventListener("focusin", () => engine.start(), { once: true });
  form.addEventListener("pointerenter", () => engine.start(), { once: true });
}
for (const note of document.querySelectorAll(".with-script")) {
  if (able && note instanceof HTMLElement) note.hidden = false;
}
const which = document.querySelector("[data-which]");
which?.addEventListener("change", () => {
  const name = /** @type {HTMLSelectElement} */ (which).value;
  for (const panel of document.querySelectorAll("[data-offer]")) {
    if (panel instanceof HTMLElement) panel.hidden = panel.dataset.offer !== name;
  }
});
