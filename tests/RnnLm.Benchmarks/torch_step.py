"""The peer of `step`: the same training in PyTorch, driven line by line.

Usage: torch_step.py TOKENS SIZE STREAMS STEPS Elman|Lstm|Gru THREADS
Prints its version, then reads a number of batches a line and answers with the seconds that they took.
"""

import sys
import time

import torch
from torch import nn

BATCHES = 100

tokens, size, streams, steps = map(int, sys.argv[1:5])
kind, threads = sys.argv[5], int(sys.argv[6])
torch.set_num_threads(threads)
torch.manual_seed(1)

encoder = nn.Embedding(tokens, size)
rnn = {"Elman": nn.RNN, "Lstm": nn.LSTM, "Gru": nn.GRU}[kind](size, size)
decoder = nn.Linear(size, tokens)
criterion = nn.CrossEntropyLoss()
parameters = [*encoder.parameters(), *rnn.parameters(), *decoder.parameters()]
nn.init.uniform_(encoder.weight, -0.1, 0.1)
nn.init.uniform_(decoder.weight, -0.1, 0.1)
nn.init.zeros_(decoder.bias)

frequencies = 1 / torch.arange(1, tokens + 1, dtype=torch.float)
length = steps * BATCHES + 1
text = torch.multinomial(frequencies, streams * length, True).view(streams, length).t().contiguous()
state, position = None, 0


def detach(state):
    if state is None or torch.is_tensor(state):
        return None if state is None else state.detach()
    return tuple(part.detach() for part in state)


def train_on_next_batch():
    global state, position
    if position + steps >= length:
        state, position = None, 0
    inputs = text[position:position + steps]
    targets = text[position + 1:position + 1 + steps].reshape(-1)
    position += steps
    for parameter in parameters:
        parameter.grad = None  # the faster of PyTorch's two ways
    hidden, state = rnn(encoder(inputs), detach(state))
    loss = criterion(decoder(hidden).view(-1, tokens), targets)
    loss.backward()
    nn.utils.clip_grad_norm_(parameters, 0.25)
    with torch.no_grad():
        for parameter in parameters:
            parameter.add_(parameter.grad, alpha=-1.0)
    return loss.item()


train_on_next_batch()
with open("/proc/self/maps") as maps:
    blas = sorted({line.split()[-1] for line in maps if "blas" in line})
print(f"PyTorch {torch.__version__}, {', '.join(blas) or 'its own BLAS'}", flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        train_on_next_batch()
    print(time.perf_counter() - start, flush=True)
