// Draws every figure of a folder as readers will see it, and holds what is drawn to what was computed.
//   node check.mjs FOLDER [PICTURES [NAME,NAME]]
// FOLDER has for each figure NAME.json (Plotly), NAME.html and, if what was computed is known, NAME.expected.json: { frames: [[{x, y, z}]], menus: [[[seen]]] }: by menu,
// by its button while the other menus stand as they begin, by trace.
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { violations } from './schema.mjs';

const [folder, pictures, only] = process.argv.slice(2);
const versions = { 'plotly-2': '2.35.3', 'plotly-newest': '4.1.2' };
const names = readdirSync(folder).filter(file => file.endsWith('.json') && !file.includes('.expected')).map(file => file.slice(0, -5)).filter(name => !only || only.split(',').includes(name));
const faults = [];
const schemas = {};
if (pictures) mkdirSync(pictures, { recursive: true });

const read = file => readFileSync(join(folder, file), 'utf8');
const expectedOf = name => existsSync(join(folder, `${name}.expected.json`)) ? JSON.parse(read(`${name}.expected.json`)) : { frames: [], menus: [] };
const page = (body, dark) => `<!doctype html><html lang="en"><meta charset="utf-8"><body style="margin:12px;font:16px system-ui;${dark ? 'background:#1e1e1e;color:#d4d4d4' : 'background:#fff;color:#111'}">${body}</body></html>`;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });

// One tab for each version of Plotly, page and width: Plotly is read once, and each figure stands on an empty page.
const tabs = new Map();

async function open(module, dark, width) {
  const key = `${module} ${dark} ${width}`;
  let tab = tabs.get(key);
  if (!tab) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
    tab = await context.newPage();
    await tab.route('**/*', route => route.abort());
    tab.on('console', message => message.type() === 'error' && tab.complaints.push(message.text()));
    tab.on('pageerror', error => tab.complaints.push(String(error)));
    tab.complaints = [];
    await tab.setContent(page('<div id="here"></div>', dark));
    if (module) {
      await tab.addScriptTag({ path: fileURLToPath(new URL(`node_modules/${module}/plotly.min.js`, import.meta.url)) });
      const version = await tab.evaluate(() => Plotly.version);
      if (version !== versions[module]) throw new Error(`Plotly is ${version}, not ${versions[module]}`);
      schemas[module] ??= await tab.evaluate(() => JSON.parse(JSON.stringify(Plotly.PlotSchema.get())));
      const wrong = { data: [{ type: 'scatter', colour: 'red', mode: 'linez', opacity: 2 }], layout: { xaxis: { typo: 1 } } };
      const seen = violations(wrong, schemas[module]).length;
      if (seen !== 4) throw new Error(`the check of the schema sees ${seen} of 4 faults`);
    }
    tabs.set(key, tab);
  }
  tab.complaints = [];
  await tab.evaluate(() => {
    for (const drawn of document.querySelectorAll('.js-plotly-plot')) Plotly.purge(drawn);
    document.getElementById('here').replaceChildren();
    scrollTo(0, 0);
  });
  return tab;
}

async function check(what, action) {
  try {
    await action();
  } catch (error) {
    faults.push(what);
    console.log(`${what}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
  }
}

const same = (a, b) => a === b || (a === null && b === undefined)
  || (Array.isArray(a) ? Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i])) : typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-4 * Math.max(1e-12, Math.abs(a)));

// What Plotly holds, as plain arrays.
const held = tab => tab.evaluate(() => {
  const plain = value => value == null ? null : Array.from(value, item => typeof item === 'object' && item !== null ? Array.from(item) : item);
  return document.querySelector('.js-plotly-plot').data.map(trace => ({ x: plain(trace.x), y: plain(trace.y), z: plain(trace.z), seen: (trace.visible ?? true) && (trace.opacity ?? 1) > 0 }));
});

function compare(expected, actual, where) {
  if (expected.length !== actual.length) throw new Error(`${where}: ${actual.length} traces, not ${expected.length}`);
  expected.forEach((trace, i) => {
    for (const key of ['x', 'y', 'z']) {
      if (trace[key] && !same(trace[key], actual[i][key])) throw new Error(`${where}: ${key} of trace ${i} is not what was computed`);
    }
  });
}

function compareSeen(expected, actual, where) {
  const seen = actual.map(trace => trace.seen);
  if (!same(expected, seen)) throw new Error(`${where} shows ${seen}, not ${expected}`);
}

const shown = tab => tab.evaluate(() => ({ x: 0, y: 0, width: innerWidth, height: document.body.scrollHeight + 24 }));

// No text is cut at the drawing's edges, and the names of a graph's nodes stay within their discs.
async function legible(tab) {
  const faults = await tab.evaluate(() => {
    const plot = document.querySelector('.js-plotly-plot');
    const edge = plot.getBoundingClientRect();
    const box = element => element.getBoundingClientRect();
    const texts = [...plot.querySelectorAll('.main-svg text')].filter(text => text.textContent.trim() && text.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
    const cut = texts.filter(text => box(text).width > 0 && (box(text).left < edge.left - 1 || box(text).right > edge.right + 1)).map(text => `'${text.textContent}' is cut`);
    const circles = plot.layout.shapes?.length && plot.layout.shapes.every(shape => shape.type === 'circle') ? [...plot.querySelectorAll('.shapelayer path')] : [];
    const names = [...plot.querySelectorAll('.scatterlayer .trace')][0]?.querySelectorAll('.textpoint text') ?? [];
    const wide = circles.length === names.length ? [...names].filter((name, i) => box(name).width > box(circles[i]).width).map(name => `'${name.textContent}' is wider than its disc`) : [];
    return [...cut, ...wide];
  });
  if (faults.length) throw new Error(faults.join(', '));
}

const complained = tab => {
  if (tab.complaints.length) throw new Error(`the console says ${tab.complaints.join(' | ')}`);
};

// As VS Code does it: data and layout alone, on a page with its own background.
async function native(name, module, dark) {
  const tab = await open(module, dark, 900);
  await tab.evaluate(() => { document.getElementById('here').innerHTML = '<div id="plot"></div>'; });
  const figure = JSON.parse(read(`${name}.json`));
  const expected = expectedOf(name);
  const invalid = violations(figure, schemas[module]);
  if (invalid.length) throw new Error(`not in Plotly's schema: ${invalid.join(' | ')}`);
  await tab.evaluate(({ data, layout }) => Plotly.newPlot('plot', data, layout), figure);
  if (pictures && module === 'plotly-2') await tab.screenshot({ path: join(pictures, `${name}-vscode-${dark ? 'dark' : 'light'}.png`), clip: { x: 0, y: 0, width: 900, height: figure.layout.height + 24 } });
  await legible(tab);
  for (const [k, step] of (figure.layout.sliders?.[0].steps ?? []).entries()) {
    await tab.evaluate(args => Plotly.update('plot', ...args), step.args);
    if (expected.frames.length) compare(expected.frames[k], await held(tab), `position ${k}`);
  }
  for (const [m, menu] of (figure.layout.updatemenus ?? []).entries()) {
    const press = button => tab.evaluate(args => Plotly.restyle('plot', ...args), button.args);
    for (const [k, button] of menu.buttons.entries()) {
      await press(button);
      if (expected.menus.length) compareSeen(expected.menus[m][k], await held(tab), `button ${k} of menu ${m}`);
    }
    await press(menu.buttons[menu.active]);
  }
  complained(tab);
}

// As Jupyter and the book do it: the figure's own page, its slider moved by the keyboard, its buttons pressed.
async function html(name, module, dark, width) {
  const tab = await open(module, dark, width);
  await tab.evaluate(markup => {
    window.drawn = new Promise(resolve => document.addEventListener('drawn', resolve, { once: true }));
    document.getElementById('here').append(document.createRange().createContextualFragment(markup));
  }, read(`${name}.html`));
  await tab.evaluate(() => Promise.race([window.drawn, new Promise((_, reject) => setTimeout(() => reject(new Error('it was never drawn')), 30000))]));
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (overflow > 0) throw new Error(`it is ${overflow} pixels wider than the page`);
  if (await tab.evaluate(() => document.querySelector('.still').checkVisibility())) throw new Error('the still drawing stands beside the drawn one');
  if (pictures && module === 'plotly-2') await tab.screenshot({ path: join(pictures, `${name}-html-${dark ? 'dark' : 'light'}-${width}.png`), clip: await shown(tab), fullPage: true });
  await legible(tab);
  const expected = expectedOf(name);
  const settled = (want, where) => tab.waitForFunction(() => !document.querySelector('.js-plotly-plot')._transitioning).then(async () => {
    for (let tries = 0; ; tries++) {
      try {
        return compare(want, await held(tab), where);
      } catch (error) {
        if (tries === 40) throw error;
        await tab.waitForTimeout(50);
      }
    }
  });
  if (expected.frames.length) {
    await tab.locator('.slider input').focus();
    await tab.keyboard.press('Home');
    await settled(expected.frames[0], 'Home');
    for (let k = 1; k < expected.frames.length; k++) {
      await tab.keyboard.press('ArrowRight');
      await settled(expected.frames[k], `position ${k} by the keyboard`);
    }
  }
  const { updatemenus } = JSON.parse(read(`${name}.json`)).layout;
  for (const [m, menu] of expected.menus.entries()) {
    const part = tab.locator('.menu').nth(m);
    const choose = async k => {
      if (await part.locator('select').count()) await part.locator('select').selectOption(String(k));
      else await part.locator('button').nth(k).press('Enter');
      await tab.waitForTimeout(60);
    };
    for (const [k, seen] of menu.entries()) {
      await choose(k);
      compareSeen(seen, await held(tab), `button ${k} of menu ${m}`);
    }
    if (m + 1 < expected.menus.length) await choose(updatemenus[m].active);
  }
  if (pictures && module === 'plotly-2' && !dark && (expected.frames.length || expected.menus.length)) await tab.screenshot({ path: join(pictures, `${name}-html-moved-${width}.png`), clip: await shown(tab), fullPage: true });
  complained(tab);
}

// Without a connection the still drawing stands, and nothing else.
async function blocked(name) {
  const tab = await open(null, false, 800);
  await tab.evaluate(markup => document.getElementById('here').append(document.createRange().createContextualFragment(markup)), read(`${name}.html`));
  await tab.waitForTimeout(150);
  const box = await tab.locator('.still > svg').boundingBox();
  if (!box || box.width < 300 || box.height < 100) throw new Error('the still drawing is not seen');
  if (await tab.locator('.drawn-figure').count()) throw new Error('something else is drawn');
  if (pictures) await tab.locator('.still > svg').screenshot({ path: join(pictures, `${name}-still.png`) });
  const other = tab.complaints.filter(text => !text.includes('net::ERR_FAILED'));
  if (other.length) throw new Error(`the console says ${other.join(' | ')}`);
}

for (const name of names) {
  for (const module of Object.keys(versions)) await check(`${name}, Plotly ${versions[module]} as VS Code draws it`, () => native(name, module, false));
  await check(`${name}, HTML on a light page`, () => html(name, 'plotly-2', false, 1000));
  await check(`${name}, HTML on a dark phone, newest Plotly`, () => html(name, 'plotly-newest', true, 390));
  await check(`${name}, without Plotly`, () => blocked(name));
  if (pictures) {
    await check(`${name}, as VS Code draws it on a dark page`, () => native(name, 'plotly-2', true));
    await check(`${name}, HTML on a dark page`, () => html(name, 'plotly-2', true, 1000));
    await check(`${name}, HTML on a phone`, () => html(name, 'plotly-2', false, 390));
  }
  console.log(`${name} checked`);
}
await browser.close();
process.exit(faults.length ? 1 : 0);
