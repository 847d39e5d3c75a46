// A notebook in the classic Jupyter Notebook: run from the first cell to the last, then every figure is looked at and its slider moved.
//   node notebook.mjs FOLDER NAME [PICTURES]
// FOLDER holds NAME.ipynb; its kernel must be one that Jupyter finds. Ends with exit code 0 and a line about what was seen, or with what went wrong.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../../../CSharpKernel.Tests/Peers/node/server.mjs';

const [folder, name, pictures] = process.argv.slice(2);
const plotly = fileURLToPath(new URL('node_modules/plotly-2/plotly.min.js', import.meta.url));
const minutes = 60_000;
if (pictures) mkdirSync(pictures, { recursive: true });

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// What Plotly holds of these attributes and traces.
const held = (plot, keys, traces) => plot.evaluate((figure, [keys, traces]) => {
  const { data } = figure.querySelector('.js-plotly-plot');
  const plain = value => ArrayBuffer.isView(value) ? Array.from(value) : Array.isArray(value) ? value.map(plain) : value ?? null;
  const find = (trace, path) => path.split('.').reduce((node, key) => node?.[key], trace);
  return Object.fromEntries(keys.map(key => [key, traces.map(t => plain(find(data[t], key)))]));
}, [keys, traces]);

// Moves the slider by the keyboard: each place must show what the figure's own JSON says of it.
async function move(plot, figure, where) {
  const { steps } = figure.layout.sliders[0];
  const slider = plot.locator('.slider input');
  await slider.focus();
  const places = [['Home', 0], ['ArrowRight', 1], ['End', steps.length - 1], ['ArrowLeft', steps.length - 2]];
  const shown = [];
  for (const [key, place] of places) {
    await slider.press(key);
    const [wanted, , traces] = steps[place].args;
    const keys = Object.keys(wanted);
    let now;
    for (let tries = 0; ; tries++) {
      now = await held(plot, keys, traces ?? []);
      if (!traces || same(now, wanted)) break;
      assert.ok(tries < 100, `${where}: ${key} does not show what place ${place} of its slider holds`);
      await plot.page().waitForTimeout(100);
    }
    shown.push(JSON.stringify(now) + await plot.locator('.slider output').innerText());
  }
  assert.ok(new Set(shown).size >= Math.min(steps.length, 3), `${where}: its slider changes nothing`);
}

const server = await startServer(folder);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  const complaints = [];
  // The Notebook's own mathematics looks for a font at about:blank.
  const isItsOwn = message => message.location().url === 'about:blank' || message.text().includes("font at 'about:blank'");
  page.on('console', message => message.type() === 'error' && !isItsOwn(message) && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  // Plotly comes from npm in its network's place, and everything else from this machine.
  await page.route(url => url.protocol.startsWith('http') && !url.href.startsWith(server.url), route => /plotly\.js-dist-min@2\.35\.3\/plotly\.min\.js$/.test(route.request().url())
    ? route.fulfill({ body: readFileSync(plotly), contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' } })
    : route.abort());

  // The Notebook asks for ipywidgets, installed or not; without them the console would complain of that.
  await page.route('**/nbextensions/widgets/notebook/js/extension.js*', route => route.fulfill({ body: 'define({ load_ipython_extension() {} });', contentType: 'text/javascript' }));

  page.setDefaultNavigationTimeout(2 * minutes);
  await page.goto(`${server.url}/notebooks/${name}.ipynb`);
  await page.waitForFunction(() => window.Jupyter?.notebook?.kernel?.is_connected() && document.querySelector('.kernel_idle_icon'), null, { timeout: minutes });
  await page.evaluate(() => Jupyter.notebook.execute_all_cells());
  await page.waitForFunction(() => {
    const code = Jupyter.notebook.get_cells().filter(cell => cell.cell_type === 'code' && cell.get_text().trim());
    const ended = cell => Number.isInteger(cell.input_prompt_number) || cell.output_area.outputs.some(output => output.output_type === 'error');
    return document.querySelector('.kernel_idle_icon') && (code.every(ended) || code.some(cell => cell.output_area.outputs.some(output => output.output_type === 'error')));
  }, null, { timeout: 5 * minutes });

  const outputs = await page.evaluate(() => Jupyter.notebook.get_cells().flatMap((cell, number) => (cell.output_area?.outputs ?? []).map(output => ({
    number: number + 1, type: output.output_type, name: output.name, text: output.ename ? `${output.ename}: ${output.evalue}` : String(output.text ?? ''),
    figure: Boolean(output.data?.['application/vnd.plotly.v1+json']),
  }))));
  for (const output of outputs) assert.ok(output.type !== 'error' && output.name !== 'stderr', `cell ${output.number}: ${output.text}`);

  const plots = page.locator('figure.plot');
  const count = await plots.count();
  assert.equal(count, outputs.filter(output => output.figure).length, 'figures on the page, against figures among the outputs');
  let sliders = 0;
  for (let i = 0; i < count; i++) {
    const plot = plots.nth(i);
    await plot.scrollIntoViewIfNeeded();
    const figure = JSON.parse(await plot.locator('script[type="application/json"]').textContent());
    const where = `figure ${i + 1}, ${figure.layout.title.text}`;
    await plot.locator('.main-svg').first().waitFor({ timeout: minutes }).catch(() => assert.fail(`${where}: it is not drawn`));
    assert.ok(!await plot.locator('.still').isVisible(), `${where}: the still drawing stands beside the drawn one`);
    const over = await plot.evaluate(element => element.scrollWidth - element.closest('.output_subarea').clientWidth);
    assert.ok(over <= 0, `${where}: it is ${over} pixels wider than its cell`);
    if (pictures) await plot.screenshot({ path: join(pictures, `${name}-${i + 1}.png`) });
    if (!figure.layout.sliders) continue;
    sliders++;
    await move(plot, figure, where);
    if (pictures) await plot.screenshot({ path: join(pictures, `${name}-${i + 1}-moved.png`) });
  }
  assert.deepEqual(complaints, [], 'what the console says');
  console.log(`${name}: ${outputs.length} outputs without an error, ${count} figures drawn, ${sliders} sliders moved`);
} finally {
  await browser.close();
  await server.stop();
}
process.exit(0);
