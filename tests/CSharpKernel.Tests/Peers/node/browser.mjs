// A headless Chromium with one page, spoken to in the DevTools protocol.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';

export async function openPage(url) {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const chromium = spawn('chromium', [
    '--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1000,1100', url,
  ], { stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await new Promise((resolve, reject) => {
    let text = '';
    chromium.stderr.on('data', data => {
      text += data;
      const match = /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(text);
      if (match) resolve(match[1]);
    });
    chromium.once('exit', () => reject(new Error(`chromium ended: ${text}`)));
  });
  let target;
  while (!target) {
    target = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()).find(t => t.type === 'page');
    await sleep(100);
  }
  const socket = new WebSocket(target.webSocketDebuggerUrl, { perMessageDeflate: false });
  await new Promise(resolve => socket.once('open', resolve));
  const pending = new Map();
  let id = 0;
  socket.on('message', data => {
    const message = JSON.parse(data);
    pending.get(message.id)?.(message);
    pending.delete(message.id);
  });
  const call = (method, params = {}) => new Promise(resolve => {
    pending.set(++id, resolve);
    socket.send(JSON.stringify({ id, method, params }));
  });

  const page = {
    async evaluate(expression) {
      const { result } = await call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      if (result.exceptionDetails) throw new Error(result.exceptionDetails.exception?.description ?? result.exceptionDetails.text);
      return result.result.value;
    },
    async waitFor(what, expression, seconds = 60) {
      for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
        if (await page.evaluate(`Boolean(${expression})`).catch(() => false)) return;
      }
      throw new Error(`In ${seconds} s it never came to this: ${what}`);
    },
    async screenshot(path) {
      const { result } = await call('Page.captureScreenshot', { format: 'png' });
      writeFileSync(path, Buffer.from(result.data, 'base64'));
    },
    async close() {
      const ended = new Promise(resolve => chromium.once('exit', resolve));
      void call('Browser.close');
      await Promise.race([ended, sleep(5000)]);
      chromium.kill('SIGKILL');
      socket.close();
      // Its helpers may write a last time after it has gone.
      for (let tries = 0; tries < 20; tries++) {
        try {
          return rmSync(profile, { recursive: true, force: true });
        } catch {
          await sleep(200);
        }
      }
    },
  };
  return page;
}
