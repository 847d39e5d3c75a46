// Lets axe judge what cells put out, in a page as a notebook's client writes it, with every figure drawn.
//   node axe.mjs PAGE.html SELECTOR
// SELECTOR names the outputs. It writes how many there are, how many figures are drawn, how many of axe's checks passed, and a line for each serious or critical fault.
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [page, selector] = process.argv.slice(2);
const packaged = path => fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });
const tab = await browser.newPage({ viewport: { width: 1000, height: 900 } });
// Plotly comes from the CDN's place; nothing else is to be had.
await tab.route(/^https?:/, route => route.request().url().endsWith('/plotly.js-dist-min@2.35.3/plotly.min.js')
  ? route.fulfill({ path: packaged('plotly-2/plotly.min.js'), headers: { 'access-control-allow-origin': '*' } })
  : route.abort());
await tab.goto(pathToFileURL(page).href);
for (const plot of await tab.locator('figure.plot').all()) {
  await plot.scrollIntoViewIfNeeded();
  await plot.locator('xpath=self::*[contains(concat(" ", @class, " "), " drawn ")]//*[contains(@class, "js-plotly-plot")]').waitFor({ timeout: 30000 });
}
await tab.addScriptTag({ content: readFileSync(packaged('axe-core/axe.min.js'), 'utf8') });
const { violations, passes } = await tab.evaluate(outputs => axe.run({ include: [[outputs]] }), selector);
console.log(`${await tab.locator(selector).count()} outputs, ${await tab.locator('figure.plot.drawn').count()} drawn, ${passes.length} checks passed`);
for (const fault of violations.filter(each => each.impact === 'serious' || each.impact === 'critical')) {
  for (const node of fault.nodes) console.log(`${fault.id}: ${fault.help}: ${node.html.slice(0, 300)} ${node.failureSummary.replaceAll('\n', ' ')}`);
}
await browser.close();
