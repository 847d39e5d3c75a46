#!/usr/bin/python3
"""Makes the numbers of PyTorch that Models/Recurrent/TorchGoldenTests holds the recurrent models to.

    OMP_NUM_THREADS=1 /usr/bin/python3 tests/RnnLm.Tests/Golden/make_torch_golden.py

writes torch-golden.json beside this script. The file there was made with the PyTorch of Debian 12, python3-torch 1.13.1+dfsg-4
(it calls itself 1.13.0a0, as the file says too), on a CPU, in double precision. Seeds are fixed: a second run writes the same file.

Encoder, RNN and decoder are PyTorch's own modules: nn.Embedding, nn.RNN (tanh, ReLU), nn.LSTM and nn.GRU of one and two layers,
nn.Linear; the decoder has weights of its own, the embeddings, or the embeddings behind a projection. Each case holds

    parameters     under PyTorch's names, in its shapes, row after row, with their gradients. nn.RNN and nn.LSTM have two biases
                   that they add, bias_ih and bias_hh: both are random here, and both get the same gradient
    initial_state  h(0), and c(0) of an LSTM, not zero: for each layer the streams' states one after the other
    losses         -ln P(target), one step's streams side by side, 0 where the target is padding (-1)
    loss           their mean over the targets that are no padding; the gradients are this number's
    log_probabilities   ln P of every token, one position after the other; null for <s>
    final_state    h(T), c(T)

<s> (id 1) may be read but is never predicted: its logit is set to -inf before the softmax, as the library's models do. Tokens
repeat, in a stream and across streams, so that rows of the embedding's gradient are sums.
"""
import json
import pathlib

import torch
from torch import nn

VOCABULARY = ["<unk>", "<s>", "</s>", "a", "b", "c", "d"]
BOS, PADDING = 1, -1
# A row for each step, a column for each stream.
INPUTS = torch.tensor([[2, 1], [4, 4], [5, 3], [4, 5], [6, 5], [4, 0]])
TARGETS = torch.tensor([[4, 4], [5, 3], [4, 5], [6, 5], [4, 0], [2, PADDING]])
DECODERS = {  # whether the weights are tied, d_e, d_h
    "untied": (False, 4, 3),
    "tied": (True, 3, 3),
    "tied-with-projection": (True, 4, 3),
}
KINDS = ["elman-tanh", "elman-relu", "lstm", "gru"]


def random(*shape):
    """Uniform in [-1.2, 1.2], with three digits: what is written down is exactly what is computed with."""
    return (torch.rand(*shape, dtype=torch.float64) * 2.4 - 1.2).mul(1000).round().div(1000)


class LanguageModel(nn.Module):
    def __init__(self, kind, layers, tied, d_e, d_h):
        super().__init__()
        name, _, activation = kind.partition("-")
        options = {"nonlinearity": activation} if activation else {}
        self.encoder = nn.Embedding(len(VOCABULARY), d_e)
        self.rnn = {"elman": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}[name](d_e, d_h, layers, **options)
        self.projection = nn.Linear(d_h, d_e, bias=False) if tied and d_e != d_h else nn.Identity()
        self.decoder = nn.Linear(d_e if tied else d_h, len(VOCABULARY))
        if tied:
            self.decoder.weight = self.encoder.weight
        self.architecture = {
            "kind": name, "embedding_size": d_e, "hidden_size": d_h, "layers": layers,
            "tied_weights": tied, "activation": activation or "tanh", "dropout": 0.0,
        }

    def forward(self, inputs, state):
        states, state = self.rnn(self.encoder(inputs), state)
        logits = self.decoder(self.projection(states))
        bos = torch.arange(len(VOCABULARY)) == BOS
        return torch.log_softmax(logits.masked_fill(bos, -torch.inf), dim=-1), state


def numbers(tensor):
    return [None if value == -torch.inf else value for value in tensor.detach().flatten().tolist()]


def named(state):
    """h of every layer, and c of an LSTM's, as PyTorch stacks them: [layers, streams, d_h]."""
    states = state if isinstance(state, tuple) else (state,)
    return {name: [numbers(layer) for layer in values] for name, values in zip(["hidden", "cell"], states)}


def case(kind, layers, decoder, seed):
    torch.manual_seed(seed)
    tied, d_e, d_h = DECODERS[decoder]
    model = LanguageModel(kind, layers, tied, d_e, d_h).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(random(*parameter.shape))
    states = [random(layers, INPUTS.shape[1], d_h) for _ in range(2 if kind == "lstm" else 1)]
    initial = tuple(states) if kind == "lstm" else states[0]
    log_probabilities, final = model(INPUTS, initial)
    # [T*k, V] against [T*k]; a padded target counts 0 in the sum and nothing in the mean.
    rows, targets = log_probabilities.flatten(0, 1), TARGETS.flatten()
    losses = nn.functional.nll_loss(rows, targets, ignore_index=PADDING, reduction="none")
    loss = nn.functional.nll_loss(rows, targets, ignore_index=PADDING)
    loss.backward()
    return {
        "name": f"{kind} {layers} {decoder}",
        "architecture": model.architecture,
        "parameters": {
            name: {"shape": list(parameter.shape), "values": numbers(parameter), "gradient": numbers(parameter.grad)}
            for name, parameter in model.named_parameters()
        },
        "initial_state": named(initial),
        "loss": loss.item(),
        "losses": numbers(losses),
        "log_probabilities": numbers(rows),
        "final_state": named(final),
    }


def main():
    settings = [(kind, layers, decoder) for kind in KINDS for layers in (1, 2) for decoder in DECODERS]
    golden = {
        "torch": torch.__version__,
        "vocabulary": VOCABULARY,
        "steps": INPUTS.shape[0],
        "streams": INPUTS.shape[1],
        "inputs": INPUTS.flatten().tolist(),
        "targets": TARGETS.flatten().tolist(),
    }
    cases = ",\n".join(json.dumps(case(*setting, seed)) for seed, setting in enumerate(settings, start=1))
    # A case a line.
    text = json.dumps(golden)[:-1] + ',\n"cases": [\n' + cases + "\n]}\n"
    pathlib.Path(__file__).with_name("torch-golden.json").write_text(text)


if __name__ == "__main__":
    main()
