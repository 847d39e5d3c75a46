// Classic Notebook in a browser: open, run all, interrupt, restart; arguments: kernelspec, and optionally a folder for screenshots.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPage } from './browser.mjs';
import { startServer } from './server.mjs';

const [kernel, pictures] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'notebooks-'));
const notebook = JSON.parse(readFileSync(new URL('../sample.ipynb', import.meta.url)));
notebook.metadata.kernelspec = { name: kernel, display_name: kernel };
// Nothing fails here: an error would keep the last cell, which is to be interrupted, from running.
notebook.cells = notebook.cells.filter(cell => cell.id !== 'error');
notebook.cells.push({ cell_type: 'code', id: 'endless', metadata: {}, execution_count: null, outputs: [], source: 'Console.WriteLine("begun"); while (true) { }' });
writeFileSync(join(folder, 'sample.ipynb'), JSON.stringify(notebook));

const server = await startServer(folder);
const picture = async (page, name) => pictures && page.screenshot(join(pictures, `${name}.png`));
const outputs = 'Array.from(document.querySelectorAll(".output_wrapper")).map(e => e.innerText).join("\\n")';
let page;
try {
  page = await openPage(`${server.url}/notebooks/sample.ipynb`);
  await page.waitFor('the kernel is idle', 'window.Jupyter?.notebook?.kernel?.is_connected() && document.querySelector(".kernel_idle_icon")');

  await page.evaluate('Jupyter.notebook.execute_all_cells()');
  await page.waitFor('the last cell runs', `${outputs}.includes("begun") && document.querySelector(".kernel_busy_icon")`);
  const text = await page.evaluate(outputs);
  assert.ok(text.includes('h(1) = [0.50, -0.25]'), text);
  assert.ok(text.includes('0.25'), text);
  assert.ok(await page.evaluate('document.querySelectorAll(".output_html table").length > 0'), 'no table');
  await picture(page, 'running');

  await page.evaluate('Jupyter.notebook.kernel.interrupt()');
  await page.waitFor('the kernel is idle again', 'document.querySelector(".kernel_idle_icon") && document.querySelector(".output_error")');
  await page.evaluate('document.querySelector(".output_error").scrollIntoView()');
  await picture(page, 'interrupted');

  await page.evaluate('Jupyter.notebook.kernel.restart()');
  await sleep(500);
  await page.waitFor('the kernel is idle after its restart', 'Jupyter.notebook.kernel.is_connected() && document.querySelector(".kernel_idle_icon")');
  await page.evaluate('Jupyter.notebook.insert_cell_at_bottom("code").set_text("Console.WriteLine(40 + 2); h"); Jupyter.notebook.execute_cells([Jupyter.notebook.ncells() - 1])');
  await page.waitFor('the new kernel knows nothing of the old one\'s state', 'Array.from(document.querySelectorAll(".output_error")).some(e => e.innerText.includes("CS0103"))');
  await picture(page, 'restarted');
  console.log('classic Notebook: run all, interrupt, restart');
} finally {
  await page?.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);
