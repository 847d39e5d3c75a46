#!/usr/bin/python3
"""Shows that PyTorch's own modules read the model files of this library, and that the library reads theirs.

    torch_interop.py read FILE TOKENS            loads FILE into nn.Embedding, nn.RNN/LSTM/GRU and nn.Linear
    torch_interop.py write FILE KIND LAYERS TIED TOKENS   saves modules with random weights as FILE

TOKENS are ids with commas between them. Both print ln P(next token) after each of them as JSON, one row a token;
<s> (id 1) is never predicted. The safetensors format is simple enough to be read and written here.
"""
import json
import struct
import sys

import torch
from torch import nn

DTYPES = {"F32": torch.float32, "F64": torch.float64}


def load(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(data[begin:end], dtype=DTYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
    return tensors, metadata


def save(path, tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    for name, tensor in tensors.items():
        values = tensor.detach().contiguous().numpy().tobytes()
        dtype = next(key for key, value in DTYPES.items() if value == tensor.dtype)
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


class LanguageModel(nn.Module):
    """Encoder, RNN, decoder, under the names that the files have."""

    def __init__(self, size, architecture):
        super().__init__()
        d_e, d_h, layers = (architecture[key] for key in ("embedding_size", "hidden_size", "layers"))
        self.encoder = nn.Embedding(size, d_e)
        if architecture["kind"] == "elman":
            self.rnn = nn.RNN(d_e, d_h, layers, nonlinearity=architecture["activation"])
        else:
            self.rnn = {"lstm": nn.LSTM, "gru": nn.GRU}[architecture["kind"]](d_e, d_h, layers)
        tied = architecture["tied_weights"]
        self.projection = nn.Linear(d_h, d_e, bias=False) if tied and d_e != d_h else None
        self.decoder = nn.Linear(d_e if tied else d_h, size)
        if tied:
            self.decoder.weight = self.encoder.weight

    def log_probabilities(self, tokens):
        states, _ = self.rnn(self.encoder(torch.tensor(tokens).reshape(-1, 1)))
        if self.projection is not None:
            states = self.projection(states)
        logits = self.decoder(states)[:, 0]
        logits[:, 1] = -torch.inf
        return torch.log_softmax(logits, dim=1)


def show(model, tokens):
    with torch.no_grad():
        rows = model.log_probabilities([int(token) for token in tokens.split(",")])
    # JSON has no infinity.
    print(json.dumps([[-1e300 if value == -torch.inf else float(value) for value in row] for row in rows]))


def read(path, tokens):
    tensors, metadata = load(path)
    architecture = json.loads(metadata["architecture"])
    if architecture["tied_weights"]:
        tensors["decoder.weight"] = tensors["encoder.weight"]
    model = LanguageModel(len(json.loads(metadata["vocabulary"])), architecture).to(tensors["encoder.weight"].dtype)
    model.load_state_dict(tensors)
    show(model, tokens)


def write(path, kind, layers, tied, tokens):
    torch.manual_seed(7)
    vocabulary = ["<unk>", "<s>", "</s>", "a", "b", "c", "d"]
    architecture = {
        "kind": kind, "embedding_size": 3, "hidden_size": 5, "layers": int(layers),
        "tied_weights": tied == "tied", "activation": "tanh", "dropout": 0.0,
    }
    model = LanguageModel(len(vocabulary), architecture).double()
    for parameter in model.parameters():
        nn.init.normal_(parameter)
    save(path, model.state_dict(), {
        "architecture": json.dumps(architecture), "vocabulary": json.dumps(vocabulary), "tokenizer": json.dumps({"name": "word"}),
    })
    show(model, tokens)


if __name__ == "__main__":
    {"read": read, "write": write}[sys.argv[1]](*sys.argv[2:])
