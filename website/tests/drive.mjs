// Drives a browser through the page as a visitor would, and prints what it saw as JSON.
// usage: node drive.mjs chromium|firefox PROGRAM SITE-FOLDER WORK-FOLDER WORKBOOK [SINGLE]
// With RETROSHEET_THOROUGH=1 it keeps a picture of each page in each width in WORK-FOLDER.
// WORK-FOLDER/bad holds files that the page must refuse; SINGLE is the name of the single file.
import fs from "node:fs";
import path from "node:path";
import puppeteer from "puppeteer-core";
import { serve } from "./serve.mjs";

const [kind, program, folder, work, workbook, single] = process.argv.slice(2);
const PATIENCE = 240_000;
const seen = { steps: {}, external: [], errors: [], violations: {} };

const chromium = kind === "chromium";
const server = single ? undefined : await serve(folder);
const downloads = path.join(work, "downloads");
fs.mkdirSync(downloads, { recursive: true });
const browser = await puppeteer.launch({
  browser: chromium ? "chrome" : "firefox",
  executablePath: program,
  headless: true,
  args: chromium ? ["--no-sandbox", "--disable-dev-shm-usage", "--lang=fr"] : [],
  extraPrefsFirefox: {
    "browser.download.dir": downloads,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": true,
    "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream",
  },
});
const page = await browser.newPage();
await page.setViewport({ width: 1366, height: 768 });
if (chromium) {
  const client = await page.createCDPSession();
  await client.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
}
page.on("request", (request) => {
  const address = request.url();
  const own = server ? address.startsWith(server.address) : address.startsWith("file://");
  if (!own && !/^(blob|data|file):/.test(address)) seen.external.push(address);
});
page.on("pageerror", (error) => seen.errors.push(String(error)));
page.on("console", (message) => {
  if (message.type() === "error") seen.errors.push(message.text());
});

const at = (place) => (server ? server.address + place : `file://${path.join(folder, place)}`);

let saves = 0;

/** Whatever is being worked out is done. Asked again and again: one long question would end with the
 * driver's own patience, which is shorter than a busy machine needs. */
async function settled(form) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const said = await page.$eval(`${form} [data-status]`, (status) =>
      status.hidden || status.dataset.busy ? null : status.textContent,
    );
    if (said !== null) return said;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const last = await page.$eval(`${form} [data-status]`, (status) => status.textContent);
  throw new Error(`${form} is still not done; it says: ${last}`);
}

async function set(selector, value) {
  await page.$eval(
    selector,
    (field, text) => {
      if (field.type === "checkbox") field.checked = text;
      else field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    value,
  );
}

async function text(selector) {
  return page.$eval(selector, (element) => element.innerText);
}

async function saved(selector) {
  for (const name of fs.readdirSync(downloads)) fs.rmSync(path.join(downloads, name));
  await page.$eval(selector, (element) => element.click());
  for (let turn = 0; turn < 600; turn += 1) {
    const come = fs.readdirSync(downloads);
    if (come.length === 1 && !/\.(part|crdownload)$/.test(come[0])) {
      const file = path.join(downloads, come[0]);
      if (fs.statSync(file).size > 0) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        saves += 1;
        const kept = path.join(work, `${saves}-${come[0]}`);
        fs.renameSync(file, kept);
        return kept;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing was saved by ${selector}`);
}

async function make(name) {
  const form = `[data-maker=${name}]`;
  await page.focus(`${form} [name=launch]`);
  await set(`${form} [name=name]`, "Assises");
  await set(`${form} [name=block][value=sponsors]`, false);
  await set(`${form} [data-role=event-manager]`, "Nadia Roux");
  await set(`${form} [name=launch]`, "2027-09-15");
  const status = await settled(form);
  return {
    status,
    said: await text(`${form} [data-said]`),
    file: await saved(`${form} [data-workbook]`),
    calendar: await saved(`${form} [data-calendar]`),
  };
}

async function check(file) {
  const input = await page.$("[name=workbook]");
  await input.uploadFile(file);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const status = await settled("[data-checker]");
  const good = await page.$eval("[data-checker] [data-result]", (box) => !box.hidden);
  if (!good) return { status };
  return {
    status,
    said: await text("[data-checker] [data-said]"),
    file: await saved("[data-checker] [data-workbook]"),
    page: await saved("[data-checker] [data-page]"),
  };
}

async function importing() {
  await set("[data-importer] [name=table]", "Tâche ; Responsable ; Échéance\nBriefer l’agence ; Anna ; J-45\nValider le BAT ; Paul ; J-20\n");
  await set("[data-importer] [name=launch]", "2027-09-15");
  await page.$eval("[data-importer] .button.main", (button) => button.click());
  const status = await settled("[data-importer]");
  return { status, notes: await text("[data-noted]"), file: await saved("[data-importer] [data-workbook]") };
}

async function violations(name) {
  const axe = fs.readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  seen.violations[name] = found.violations.map(
    (each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).slice(0, 3)}`,
  );
}

async function looked(name) {
  for (const width of [320, 768, 1366]) {
    await page.setViewport({ width, height: 768 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) seen.errors.push(`${name} is ${wide} pixels wide in a window of ${width}`);
    if (!process.env.RETROSHEET_THOROUGH) continue;
    await page.screenshot({ path: path.join(work, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewport({ width: 1366, height: 768 });
}

const bad = path.join(work, "bad");

async function refused() {
  const said = {};
  for (const name of fs.readdirSync(bad)) {
    said[name] = (await check(path.join(bad, name))).status;
  }
  return said;
}

try {
  if (single) {
    await page.goto(at(single));
    await page.select("[data-which]", "event");
    seen.steps.make = await make("event");
    seen.steps.check = await check(workbook);
    seen.steps.refused = await refused();
    seen.steps.import = await importing();
  } else {
    await page.goto(at("event.html"));
    seen.steps.make = await make("event");
    seen.address = page.url();
    seen.sent = { ...server.sent };
    await violations("event made");
    await looked("event");
    await page.goto(at("sync.html"));
    seen.steps.check = await check(workbook);
    await violations("sync checked");
    await looked("sync");
    seen.steps.refused = await refused();
    await page.goto(`file://${seen.steps.check.page}`);
    await violations("the report's page");
    await looked("report");
    await page.goto(at("import.html"));
    seen.steps.import = await importing();
    await looked("import");
    for (const place of ["index.html", "en/index.html", "en/webinar.html", "en/sync.html"]) {
      if (!fs.existsSync(path.join(folder, place))) continue;
      await page.goto(at(place));
      await violations(place);
      await looked(place.replaceAll("/", "-").replace(".html", ""));
    }
    // the network is gone, and so is the server
    await page.goto(at("event.html"));
    server.close();
    if (chromium) await page.setOfflineMode(true);
    await page.goto(at("event.html"));
    seen.steps.offline = await make("event");
    seen.missing = server.sent.missing;
  }
} catch (error) {
  seen.errors.push(String(error.stack ?? error));
}
console.log(JSON.stringify(seen));
await browser.close();
server?.close();
process.exit(0);
