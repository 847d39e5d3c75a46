// A server of the classic Jupyter Notebook over a folder; it finds kernels by the variables of this process.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export async function startServer(folder) {
  const port = await new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
  const server = spawn('jupyter-notebook', [
    '--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`, '--NotebookApp.token=', '--NotebookApp.password=', `--notebook-dir=${folder}`,
  ], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (server.exitCode !== null) throw new Error(`jupyter-notebook ended with exit code ${server.exitCode}`);
    await sleep(200);
  }
  return {
    url,
    async stop() {
      const ended = new Promise(resolve => server.once('exit', resolve));
      server.kill('SIGTERM');
      await Promise.race([ended, sleep(5000)]);
      server.kill('SIGKILL');
    },
  };
}
