// SPDX-License-Identifier: GPL-3.0-or-later
// shots.js PAGE FOLDER: pictures of the page; see shots.sh.
"use strict";
const { chromium } = require("playwright-core");
const [page, folder] = process.argv.slice(2);

async function shot(browser, name, width, height, options = {}, whole = false) {
  const context = await browser.newContext({ viewport: { width, height }, ...options }), tab = await context.newPage();
  await tab.goto("file://" + page);
  await tab.screenshot({ path: `${folder}/${name}.png`, fullPage: whole });
  if (name === "light") await tab.pdf({ path: `${folder}/print.pdf`, format: "A4" });
  await context.close();
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  await shot(browser, "top", 1000, 1000);
  await shot(browser, "light", 1200, 900, {}, true);
  await shot(browser, "dark", 1200, 900, { colorScheme: "dark" }, true);
  await shot(browser, "phone", 360, 740, {}, true);
  await browser.close();
})();
