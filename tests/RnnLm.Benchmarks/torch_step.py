"""The peer of `step`: the same training in PyTorch, driven line by line.

Usage: torch_step.py TOKENS SIZE STREAMS STEPS Elman|Lstm|Gru THREADS
Prints its version and what it multiplies with, then reads a number of batches a line and answers with the seconds that they took by the clock
and of the processor.
"""

import ctypes
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


def blas():
    """The library behind torch's sgemm, OpenBLAS with the kind of processor that it chose its kernels for."""
    if torch.backends.mkl.is_available():
        return "MKL"
    with open("/proc/self/maps") as maps:
        libraries = sorted({line.split()[-1] for line in maps if "blas" in line})
    for path in libraries:
        library = ctypes.CDLL(path)
        if hasattr(library, "openblas_get_corename"):
            library.openblas_get_corename.restype = library.openblas_get_config.restype = ctypes.c_char_p
            flavour = "OpenMP" if b"USE_OPENMP" in library.openblas_get_config() else "not OpenMP"
            version = " ".join(library.openblas_get_config().decode().split()[:2])
            return f"{version} ({flavour}) for {library.openblas_get_corename().decode()}"
    return f"neither OpenBLAS nor MKL but {', '.join(libraries) or 'something unknown'}"


train_on_next_batch()
print(f"PyTorch {torch.__version__}, {blas()}", flush=True)
for line in sys.stdin:
    start, processor = time.perf_counter(), time.process_time()
    for _ in range(int(line)):
        train_on_next_batch()
    print(time.perf_counter() - start, time.process_time() - processor, flush=True)
