// JupyterLab's client with VS Code's readiness loop; arguments: the command that starts a kernel, before its connection file.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRequire } from 'node:module';
import { zmqWebSocket } from './zmq-socket.mjs';

const require = createRequire(import.meta.url);
// It was written for browsers; these are the only things of theirs that it touches when it is loaded.
globalThis.requestAnimationFrame ??= callback => setTimeout(callback, 0);
globalThis.cancelAnimationFrame ??= clearTimeout;
console.debug = () => {};
const { KernelConnection } = require('@jupyterlab/services/lib/kernel/default.js');
const { KernelMessage, ServerConnection } = require('@jupyterlab/services');

const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
const file = join(folder, 'connection.json');
writeFileSync(file, JSON.stringify({
  ip: '127.0.0.1', transport: 'tcp', signature_scheme: 'hmac-sha256', key: randomUUID(),
  shell_port: 0, control_port: 0, stdin_port: 0, iopub_port: 0, hb_port: 0,
}));
const [program, ...args] = process.argv.slice(2);
const began = Date.now();
const child = spawn(program, [...args, file], { stdio: 'inherit' });
const exited = new Promise(resolve => child.once('exit', (code, signal) => resolve({ code, signal })));

let connection;
do {
  await sleep(20);
  connection = JSON.parse(readFileSync(file));
} while (connection.shell_port === 0);

let iopubSeen = false;
const settings = ServerConnection.makeSettings({
  baseUrl: 'http://raw', wsUrl: 'ws://raw', WebSocket: zmqWebSocket(connection, () => { iopubSeen = true; }),
});
const kernel = new KernelConnection({
  model: { id: randomUUID(), name: 'csharp' }, serverSettings: settings, username: 'u', clientId: randomUUID(), handleComms: true,
});
const problems = [];
kernel.anyMessage.connect((_, { msg }) => {
  for (const field of ['msg_id', 'msg_type', 'session', 'username', 'date', 'version']) {
    if (typeof msg.header[field] !== 'string') problems.push(`${msg.header.msg_type} has no ${field}`);
  }
});

while (kernel.connectionStatus !== 'connected') await sleep(5);

// VS Code asks on both channels every 500 ms until there is a reply and anything at all on iopub.
let replied = 0;
for (let tries = 0; (replied === 0 || !iopubSeen) && tries < 20; tries++) {
  void kernel.requestKernelInfo().then(() => replied++, () => {});
  const onControl = KernelMessage.createMessage({
    msgType: 'kernel_info_request', channel: 'control', username: 'u', session: kernel.clientId, content: {},
  });
  void kernel.sendControlMessage(onControl, true).done.then(() => replied++, () => {});
  for (let i = 0; i < 50 && (replied === 0 || !iopubSeen); i++) await sleep(10);
}
assert.ok(replied > 0 && iopubSeen, 'never ready');
console.log(`ready after ${Date.now() - began} ms`);
const info = await kernel.info;
assert.equal(info.language_info.codemirror_mode, 'text/x-csharp');

async function execute(code, options = {}) {
  const outputs = [];
  const future = kernel.requestExecute({ code, allow_stdin: false, ...options });
  future.onIOPub = message => outputs.push(message);
  if (options.answer !== undefined) {
    future.onStdin = message => kernel.sendInputReply({ status: 'ok', value: options.answer }, message.header);
  }
  const reply = await future.done;
  return { reply: reply.content, text: outputs.map(o => o.content.text ?? '').join(''), outputs };
}

let { reply, text, outputs } = await execute('Console.WriteLine("é😀"); 6 * 7');
assert.equal(reply.status, 'ok');
assert.equal(text, 'é😀\n');
assert.equal(outputs.find(o => o.header.msg_type === 'execute_result').content.data['text/plain'], '42');
({ text } = await execute('Console.Write($"hello {Console.ReadLine()}")', { allow_stdin: true, answer: 'Ada' }));
assert.equal(text, 'hello Ada');
({ reply } = await execute('nothing'));
assert.equal(reply.status, 'error');

const code = '"😀".Len';
const completion = await kernel.requestComplete({ code, cursor_pos: [...code].length });
assert.equal(completion.content.status, 'ok');
assert.ok(completion.content.matches.includes('Length'), JSON.stringify(completion.content));
assert.deepEqual([completion.content.cursor_start, completion.content.cursor_end], [4, 7]);
const inspection = await kernel.requestInspect({ code: 'Math.Sqrt', cursor_pos: 9, detail_level: 0 });
assert.equal(inspection.content.found, true);
assert.equal((await kernel.requestIsComplete({ code: 'void f() {' })).content.status, 'incomplete');
assert.equal((await kernel.requestHistory({ hist_access_type: 'tail', n: 1, output: false, raw: true })).content.history.length, 1);
assert.deepEqual((await kernel.requestCommInfo({})).content.comms, {});

// Interrupt by message, while a question is answered beside the running cell.
const endless = execute('while (true) { }');
await sleep(500);
const beside = Date.now();
await kernel.requestIsComplete({ code: '1' });
console.log(`a question beside a running cell: ${Date.now() - beside} ms`);
// The idle of the question is followed by a busy, for the cell still runs.
await sleep(200);
assert.equal(kernel.status, 'busy');
const interrupt = KernelMessage.createMessage({
  msgType: 'interrupt_request', channel: 'control', username: 'u', session: kernel.clientId, content: {},
});
await kernel.sendControlMessage(interrupt, true).done;
assert.equal((await endless).reply.status, 'error');

assert.deepEqual(problems, []);
const terminated = Date.now();
child.kill('SIGTERM');
const end = await exited;
console.log(`SIGTERM: ${Date.now() - terminated} ms, exit ${end.code ?? end.signal}`);
assert.ok(Date.now() - terminated < 1000);
rmSync(folder, { recursive: true });
console.log('JupyterLab client: all well');
process.exit(0);
