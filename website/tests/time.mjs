// How long a visitor waits, and for how many bytes: prints JSON.
// usage: node time.mjs PROGRAM SITE-FOLDER
import puppeteer from "puppeteer-core";
import { serve } from "./serve.mjs";

const [program, folder] = process.argv.slice(2);
const server = await serve(folder);
const browser = await puppeteer.launch({
  browser: "chrome",
  executablePath: program,
  headless: true,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});

/** The seconds until a workbook for that launch day lies ready on the page. */
async function made(page, launch, since) {
  await page.$eval("[data-maker=event] [name=launch]", (field, day) => {
    document.querySelector("[data-workbook]").removeAttribute("href");
    field.value = day;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, launch);
  await page.waitForFunction(() => document.querySelector("[data-workbook]").href, {
    timeout: 240_000,
    polling: 20,
  });
  return (performance.now() - since) / 1000;
}

const told = {};
for (const visit of ["cold", "warm"]) {
  const page = await browser.newPage();
  server.sent.bytes = 0;
  const since = performance.now();
  await page.goto(`${server.address}event.html`);
  await page.focus("[data-maker=event] [name=launch]");
  told[visit] = { first: await made(page, "2027-09-15", since) };
  told[visit].next = await made(page, "2027-09-16", performance.now());
  told[visit].bytes = server.sent.bytes;
  await page.close();
}
console.log(JSON.stringify(told));
await browser.close();
server.close();
process.exit(0);
