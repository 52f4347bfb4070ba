// SPDX-License-Identifier: GPL-3.0-or-later
// check.js FOLDER: page.html and hostile.html in it, in chromium; see check.sh.
"use strict";
const { chromium } = require("playwright-core");
const { execFileSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = process.argv[2];
let passed = 0, failed = 0;

function check(right, name, got) {
  if (right) passed++;
  else { failed++; console.log(`FAILED browser: ${name}${got === undefined ? "" : ": " + JSON.stringify(got).slice(0, 600)}`); }
}

// ---- pages ----

let browser;
const asked = [], said = [];

// Opens a new page, and records its requests to elsewhere and its errors.
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage(), url = `file://${folder}/${name}`;
  page.on("request", request => request.url() !== url && asked.push(request.url()));
  page.on("console", message => said.push(message.text()));
  page.on("pageerror", error => said.push(error.message));
  page.on("dialog", dialog => { said.push("dialog: " + dialog.message()); dialog.dismiss(); });
  await page.goto(url);
  return page;
}

// ---- what is there ----

async function sections(page) {
  const ids = ["kpi", "bridge", "customers", "cohort", "second", "products", "countries", "segments", "moves", "lifecycle", "clusters",
    "concentration", "correlation", "forecast", "steps", "data", "origin", "definitions"];
  for (const id of ids)
    check(await page.locator(`section#${id}`).count() === 1 && (await page.locator(`section#${id}`).innerText()).length > 40, `section ${id}`);
  check(await page.locator(".card").count() >= 6, "cards");
  const broken = await page.$$eval(".brief li", all => all.filter(li => li.getBoundingClientRect().height > 80).map(li => li.innerText));
  check(broken.length === 0, "in short, each in a line or two", broken);
  check(await page.locator("figure.plot svg").count() >= 5, "plots", await page.locator("figure.plot svg").count());
  const undrawn = await page.$$eval("figure.plot svg", all => all.filter(svg => svg.getBBox().width < 50).length);
  check(undrawn === 0, "every plot draws something", undrawn);
}

async function sorting(page) {
  const column = "section#countries table", values = () => page.$$eval(`${column} tbody tr`, rows => rows.map(row => row.cells[1].dataset.v));
  const ordered = (list, sign) => list.every((v, i) => i === 0 || sign * (v - list[i - 1]) >= 0);
  const button = page.locator(`${column} thead th`).nth(1).locator("button");
  const before = await values();
  await button.click({ force: true });
  check(ordered(await values(), -1), "largest first", await values());
  await button.focus();
  await page.keyboard.press("Enter");
  check(ordered(await values(), 1) && (await values()).length === before.length, "smallest first, by the keyboard", await values());
  check(await page.locator(`${column} thead th`).nth(1).getAttribute("aria-sort") === "ascending", "aria-sort");
  const growth = "section#kpi table", head = page.locator(`${growth} thead th[data-c=growth]`);
  await head.locator("button").click({ force: true });
  const cells = await page.$$eval(`${growth} tbody tr`, rows => rows.map(row => row.cells[2].dataset.v ?? ""));
  const filled = cells.filter(v => v !== "");
  check(cells.length > filled.length && cells.slice(filled.length).every(v => v === "") && ordered(filled, -1), "empty cells come last", cells);
  const names = "section#countries tbody tr";
  await page.locator(`${column} thead th`).first().locator("button").click({ force: true });
  const texts = await page.$$eval(names, rows => rows.map(row => row.cells[0].dataset.v));
  check(texts.every((v, i) => i === 0 || v <= texts[i - 1]), "texts by their letters", texts);
}

async function definitions(page) {
  const term = page.locator("section#kpi thead a.term").nth(1), tip = term.locator(".tip");
  check(!await tip.isVisible(), "a definition is hidden at first");
  await term.hover();
  check(await tip.isVisible(), "a definition on hover");
  await page.mouse.move(0, 0);
  await page.locator("section#kpi thead a.term").first().focus();
  await page.keyboard.press("Tab"); // its button
  await page.keyboard.press("Tab");
  check(await tip.isVisible(), "a definition on focus");
  const box = await tip.boundingBox();
  check(box && box.x >= 0 && box.x + box.width <= 1200 && box.y + box.height <= 900, "it is on the screen", box);
  const lost = await page.$$eval("a.term", all => all.filter(a => !document.getElementById(a.getAttribute("aria-describedby"))).length);
  check(lost === 0, "every term has its definition", lost);
}

async function keyboard(page) {
  await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
  await page.reload();
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.className) === "skip", "the first stop of the keyboard leads to the figures");
  const last = page.locator("nav.contents a").last();
  await last.focus();
  await page.keyboard.press("Enter");
  check(await page.evaluate(() => location.hash) === "#definitions", "the contents lead to the sections");
}

async function withoutScript() {
  const plain = await open("page.html", { javaScriptEnabled: false });
  check(await plain.locator("section#kpi tbody tr").count() > 5, "without scripts the tables are there");
  check(await plain.locator("button").count() === 0, "without scripts there are no buttons");
  await plain.context().close();
}

// ---- how it looks ----

function luminance(colour) {
  const [r, g, b] = colour.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
}

function contrast(a, b) {
  const [x, y] = [luminance(a), luminance(b)].sort((u, v) => v - u);
  return (x + .05) / (y + .05);
}

// The palette: each text colour on its background, 4.5:1 at least (WCAG 2.2, 1.4.3).
async function palette(scheme) {
  const page = await open("page.html", { colorScheme: scheme });
  const colour = await page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true }), style = getComputedStyle(document.documentElement), all = {};
    for (const name of ["page", "raised", "text", "quiet", "accent", "warn", "up", "down"]) {
      canvas.fillStyle = style.getPropertyValue("--" + name);
      canvas.fillRect(0, 0, 1, 1);
      all[name] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    }
    return all;
  });
  const on = { page: ["text", "quiet", "accent"], raised: ["text", "quiet", "accent", "up", "down"], warn: ["text", "accent"], text: ["page"] };
  for (const [ground, inks] of Object.entries(on))
    for (const ink of inks) {
      const ratio = contrast(colour[ink], colour[ground]);
      check(ratio >= 4.5, `${scheme}: ${ink} on ${ground}`, ratio);
    }
  const heat = colour.accent.map((v, i) => .45 * v + .55 * colour.page[i]);
  check(contrast(colour.text, heat) >= 4.5, `${scheme}: text on the darkest cell`, contrast(colour.text, heat));
  await accessible(page, scheme);
  await page.context().close();
}

async function accessible(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  check(violations.length === 0, `accessibility, ${name}`, violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary.slice(0, 200)]));
}

async function phone() {
  for (const name of ["page.html", "hostile.html"]) {
    const page = await open(name, { viewport: { width: 360, height: 740 } });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    check(width <= 360, `${name}: 360 px are wide enough`, width);
    await page.context().close();
  }
}

// ---- print ----

// Each plot is on one page: the words of its picture and its caption are found on the same page of the PDF.
async function print() {
  const page = await open("page.html");
  const plots = await page.$$eval("figure.plot", all => all.map(figure => ({
    caption: figure.querySelector("figcaption").textContent.trim(),
    words: [...figure.querySelectorAll("svg text")].map(text => text.textContent.trim()).filter(text => /^[A-Za-z ,]{4,40}$/.test(text)),
  })));
  await page.pdf({ path: `${folder}/page.pdf`, format: "A4" });
  const squeeze = text => text.replace(/\s+/g, "");
  const sheets = execFileSync("pdftotext", ["-raw", `${folder}/page.pdf`, "-"], { encoding: "utf8" }).split("\f").map(squeeze);
  for (const plot of plots) {
    const at = sheets.findIndex(sheet => sheet.includes(squeeze(plot.caption).slice(0, 60)));
    const missing = plot.words.filter(word => !sheets[at]?.includes(squeeze(word)));
    check(at >= 0 && missing.length === 0, `print keeps the plot whole: ${plot.caption.slice(0, 40)}`, missing);
  }
  const text = sheets.join("");
  check(text.includes("Revenuedividedbythatoftheperiodbefore"), "definitions are printed");
  check(sheets.length < 60, "pages", sheets.length);
  await page.emulateMedia({ media: "print" });
  check(!await page.locator("nav.contents").isVisible(), "the contents are not printed");
  await page.context().close();
}

// ---- names ----

async function hostile() {
  const page = await open("hostile.html");
  check(await page.title() === "Customer report", "a name does not become a script", await page.title());
  check((await page.locator("section#products table").innerText()).includes("<script>document.title='taken'</script>"), "it is text");
  check(await page.locator("img").count() === 0, "a name does not become a picture");
  check(await page.locator("section#products").isVisible(), "a name does not become a style");
  check((await page.locator("section#products table").innerText()).includes("&lt;b&gt;"), "an entity in a name stays as it is");
  await accessible(page, "hostile names");
  await page.context().close();
}

(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await open("page.html");
  await sections(page);
  await sorting(page);
  await definitions(page);
  await keyboard(page);
  await page.context().close();
  await withoutScript();
  await palette("light");
  await palette("dark");
  await phone();
  await print();
  await hostile();
  check(asked.length === 0, "nothing is fetched", asked);
  check(said.length === 0, "nothing is complained of", said);
  await browser.close();
  console.log(`browser: ${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed < 60 ? 1 : 0);
})().catch(error => { console.log(`FAILED browser: ${error.stack}`); console.log(`browser: ${passed} passed, ${failed + 1} failed`); process.exit(1); });
