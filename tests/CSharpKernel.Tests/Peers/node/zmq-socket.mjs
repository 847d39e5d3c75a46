// What JupyterLab's client takes for a WebSocket, over the kernel's own ZeroMQ sockets: as VS Code does it.
import { createHmac, randomUUID } from 'node:crypto';
import * as zmq from 'zeromq';

const DELIMITER = '<IDS|MSG>';

export function zmqWebSocket(connection, onIopub) {
  const sign = parts => {
    const hmac = createHmac('sha256', connection.key);
    parts.forEach(part => hmac.update(part));
    return hmac.digest('hex');
  };

  return class ZmqWebSocket {
    constructor() {
      this.protocol = '';
      this.readyState = 0;
      const routingId = randomUUID();
      const address = port => `tcp://${connection.ip}:${port}`;
      this.sockets = {
        shell: new zmq.Dealer({ routingId, linger: 0 }),
        control: new zmq.Dealer({ routingId, linger: 0 }),
        stdin: new zmq.Dealer({ routingId, linger: 0 }),
        iopub: new zmq.Subscriber({ linger: 0 }),
      };
      for (const [channel, socket] of Object.entries(this.sockets)) {
        socket.connect(address(connection[`${channel}_port`]));
      }
      this.sockets.iopub.subscribe();
      for (const [channel, socket] of Object.entries(this.sockets)) void this.receive(channel, socket);
      setTimeout(() => {
        this.readyState = 1;
        this.onopen?.({});
      }, 0);
    }

    async receive(channel, socket) {
      try {
        for await (const frames of socket) {
          const at = frames.findIndex(frame => frame.toString() === DELIMITER);
          const parts = frames.slice(at + 2, at + 6);
          if (sign(parts) !== frames[at + 1].toString()) throw new Error(`wrong signature on ${channel}`);
          const [header, parent_header, metadata, content] = parts.map(part => JSON.parse(part.toString()));
          if (channel === 'iopub') onIopub();
          this.onmessage?.({ data: JSON.stringify({ channel, header, parent_header, metadata, content, buffers: [] }) });
        }
      } catch (error) {
        if (this.readyState !== 3) throw error;
      }
    }

    send(data) {
      const message = JSON.parse(data);
      const parts = [message.header, message.parent_header ?? {}, message.metadata ?? {}, message.content].map(part => JSON.stringify(part));
      this.queue = (this.queue ?? Promise.resolve()).then(() => this.sockets[message.channel].send([DELIMITER, sign(parts), ...parts]));
    }

    close() {
      this.readyState = 3;
      Object.values(this.sockets).forEach(socket => socket.close());
    }
  };
}
