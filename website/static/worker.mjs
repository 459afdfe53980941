// @ts-check
// CPython lives here, away from the page, which never waits for it. Its files come from the page's
// own folder, or from the page itself where that is a single file.

/** @typedef {{ id: number, args: string[], puts: Record<string, Uint8Array>, gets: string[], clear: boolean }} Job */
/** @typedef {{ base?: string, files?: Record<string, Uint8Array> }} Source */

const RUNTIME = "pyodide.mjs";
const ARCHIVE = "retrosheet.zip";

/** @type {Promise<(job: Job) => any> | undefined} */
let ready;

/** @param {string} name @param {Source} source @returns {Promise<Uint8Array>} */
async function content(name, source) {
  if (source.files) return source.files[name];
  const answer = await fetch(source.base + name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Counts what comes in, so that the page can say how far it is. @param {Record<string, number>} sizes */
function countDownloads(sizes) {
  const whole = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let come = 0;
  const plain = self.fetch.bind(self);
  self.fetch = async (target, options) => {
    const answer = await plain(target, options);
    if (!answer.body || !answer.ok) return answer;
    const counted = answer.body.pipeThrough(
      new TransformStream({
        transform(chunk, controller) {
          come += chunk.byteLength;
          postMessage({ percent: Math.min(99, Math.round((100 * come) / whole)) });
          controller.enqueue(chunk);
        },
      }),
    );
    return new Response(counted, { status: answer.status, headers: answer.headers });
  };
}

/** @param {Source} source */
async function start(source) {
  const text = new TextDecoder();
  const sizes = JSON.parse(text.decode(await content("sizes.json", source)));
  const bridge = text.decode(await content("bridge.py", source));
  let options;
  let library;
  if (source.files) {
    const files = source.files;
    const address = (name, type) => URL.createObjectURL(new Blob([files[name]], { type }));
    self.fetch = async (target) => {
      const name = String(target instanceof Request ? target.url : target).split("/").pop() ?? "";
      const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      if (!(name in files)) throw new TypeError(name);
      return new Response(files[name], { headers: { "content-type": type } });
    };
    library = await import(address(RUNTIME, "text/javascript"));
    const core = await import(address("pyodide.asm.mjs", "text/javascript"));
    options = {
      indexURL: "https://localhost.invalid/",
      stdLibURL: "https://localhost.invalid/python_stdlib.zip",
      lockFileContents: text.decode(files["pyodide-lock.json"]),
      createPyodideModule: core.default,
    };
  } else {
    countDownloads(sizes);
    library = await import(source.base + RUNTIME);
    options = { indexURL: source.base };
  }
  const archive = content(ARCHIVE, source);
  const python = await library.loadPyodide(options);
  python.unpackArchive(await archive, "zip", { extractDir: "/packages" });
  python.runPython(bridge);
  const run = python.globals.get("run");
  return (/** @type {Job} */ job) => {
    const puts = python.toPy(job.puts);
    const told = run(python.toPy(job.args), puts, python.toPy(job.gets), job.clear);
    const answer = told.toJs({ dict_converter: Object.fromEntries });
    told.destroy();
    puts.destroy();
    return answer;
  };
}

self.onmessage = async (message) => {
  const { start: source, ...job } = message.data;
  try {
    ready ??= start(source);
    await ready;
  } catch (error) {
    postMessage({ ended: String(error) });
    return;
  }
  if (source) {
    postMessage({ percent: 100 });
    return;
  }
  try {
    const run = await ready;
    postMessage({ id: job.id, ...run(/** @type {Job} */ (job)) });
  } catch (error) {
    postMessage({ id: job.id, broken: String(error) });
  }
};
