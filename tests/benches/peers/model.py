"""The sentence encoder as transformers.js wants it: the published tensors in an ONNX graph, whole and in 8 bits.

`cargo xtask bench knowledge` runs it. Arguments: model.safetensors, vocab.txt, and the folder to write (a model's
folder: config.json, tokenizer.json, tokenizer_config.json, onnx/model.onnx, onnx/model_quantized.onnx).
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save
from onnxruntime.quantization import QuantType, quantize_dynamic

LAYERS, HEADS, WIDTH, INNER = 6, 12, 384, 1536
# The encoder of ours reads as many pieces.
LONGEST = 256
SPECIAL = {"[PAD]": 0, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102, "[MASK]": 103}


def tensors(path):
    """Every tensor of a safetensors file that holds 32-bit floats, by name."""
    raw = path.read_bytes()
    (length,) = struct.unpack_from("<Q", raw)
    head = json.loads(raw[8 : 8 + length])
    found = {}
    for name, about in head.items():
        if about.get("dtype") == "F32":
            begin, end = (8 + length + at for at in about["data_offsets"])
            found[name] = np.frombuffer(raw[begin:end], np.float32).reshape(about["shape"])
    return found


class Graph:
    """Nodes and numbers in the order in which they are made."""

    def __init__(self, weights):
        self.weights, self.nodes, self.numbers = weights, [], {}

    def put(self, name, value):
        self.numbers[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def node(self, kind, *inputs, **about):
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], output, **about))
        return output

    def scalar(self, value):
        return self.put(f"scalar_{value}", np.array(value, np.float32))

    def numbers_of(self, *values):
        return self.put("list_" + "_".join(map(str, values)), np.array(values, np.int64))

    def weight(self, name):
        return self.put(name, self.weights[name])

    def linear(self, x, name):
        turned = self.put(f"{name}.turned", self.weights[f"{name}.weight"].T)
        return self.node("Add", self.node("MatMul", x, turned), self.weight(f"{name}.bias"))

    def norm(self, x, name):
        return self.node(
            "LayerNormalization", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), axis=-1, epsilon=1e-12
        )

    def heads(self, x, order):
        apart = self.node("Reshape", x, self.numbers_of(0, 0, HEADS, WIDTH // HEADS))
        return self.node("Transpose", apart, perm=order)

    def gelu(self, x):
        bent = self.node("Erf", self.node("Div", x, self.scalar(2**0.5)))
        whole = self.node("Mul", x, self.node("Add", bent, self.scalar(1.0)))
        return self.node("Mul", whole, self.scalar(0.5))

    def begin(self):
        """What a text begins as: piece, position and sort, one row each."""
        rows = self.node("Gather", self.weight("embeddings.word_embeddings.weight"), "input_ids")
        sorts = self.node("Gather", self.weight("embeddings.token_type_embeddings.weight"), "token_type_ids")
        length = self.node("Gather", self.node("Shape", "input_ids"), self.numbers_of(1))
        places = self.node(
            "Slice", self.weight("embeddings.position_embeddings.weight"), self.numbers_of(0), length, self.numbers_of(0)
        )
        x = self.node("Add", self.node("Add", rows, sorts), places)
        return self.norm(x, "embeddings.LayerNorm")

    def unseen(self):
        """What is added where a piece may not look."""
        seen = self.node("Cast", "attention_mask", to=TensorProto.FLOAT)
        wide = self.node("Unsqueeze", seen, self.numbers_of(1, 2))
        return self.node("Mul", self.node("Sub", self.scalar(1.0), wide), self.scalar(float(np.finfo(np.float32).min)))

    def layer(self, x, unseen, at):
        name = f"encoder.layer.{at}"
        maps = [self.linear(x, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
        query, key, value = map(self.heads, maps, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]))
        alike = self.node("Div", self.node("MatMul", query, key), self.scalar((WIDTH / HEADS) ** 0.5))
        share = self.node("Softmax", self.node("Add", alike, unseen), axis=-1)
        apart = self.node("Transpose", self.node("MatMul", share, value), perm=[0, 2, 1, 3])
        seen = self.node("Reshape", apart, self.numbers_of(0, 0, WIDTH))
        middle = self.node("Add", self.linear(seen, f"{name}.attention.output.dense"), x)
        middle = self.norm(middle, f"{name}.attention.output.LayerNorm")
        inner = self.gelu(self.linear(middle, f"{name}.intermediate.dense"))
        x = self.node("Add", self.linear(inner, f"{name}.output.dense"), middle)
        return self.norm(x, f"{name}.output.LayerNorm")


def model(weights):
    graph = Graph(weights)
    x, unseen = graph.begin(), graph.unseen()
    for at in range(LAYERS):
        x = graph.layer(x, unseen, at)
    graph.nodes.append(helper.make_node("Identity", [x], ["last_hidden_state"], "last"))
    shape = ["batch", "pieces"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, shape)
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    outputs = [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*shape, WIDTH])]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, list(graph.numbers.values()))
    whole = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(whole)
    return whole


def tokenizer(vocabulary):
    mark = lambda name: {"SpecialToken": {"id": name, "type_id": 0}}
    text = lambda name, sort: {"Sequence": {"id": name, "type_id": sort}}
    added = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": number, "content": name, **added} for name, number in SPECIAL.items()],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [mark("[CLS]"), text("A", 0), mark("[SEP]")],
            "pair": [mark("[CLS]"), text("A", 0), mark("[SEP]"), text("B", 1), mark("[SEP]")],
            "special_tokens": {
                name: {"id": name, "ids": [SPECIAL[name]], "tokens": [name]} for name in ("[CLS]", "[SEP]")
            },
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": {piece: number for number, piece in enumerate(vocabulary)},
        },
    }


def main():
    published, pieces, folder = map(Path, sys.argv[1:4])
    vocabulary = pieces.read_text("utf8").split("\n")
    while vocabulary and not vocabulary[-1]:
        vocabulary.pop()
    assert all(vocabulary[number] == name for name, number in SPECIAL.items()), "an unknown vocabulary"
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": WIDTH,
        "intermediate_size": INNER,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": 512,
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
        "pad_token_id": 0,
        "type_vocab_size": 2,
        "vocab_size": len(vocabulary),
    }
    about = {
        "tokenizer_class": "BertTokenizer",
        "do_lower_case": True,
        "model_max_length": LONGEST,
        "unk_token": "[UNK]",
        "sep_token": "[SEP]",
        "pad_token": "[PAD]",
        "cls_token": "[CLS]",
        "mask_token": "[MASK]",
    }
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    for name, value in (
        ("config", config),
        ("tokenizer", tokenizer(vocabulary)),
        ("tokenizer_config", about),
    ):
        (folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), "utf8")
    whole = folder / "onnx/model.onnx"
    save(model(tensors(published)), whole)
    # A scale for each output: with one for a whole matrix, vectors were .97 like the original's; so they are .995.
    quantize_dynamic(whole, folder / "onnx/model_quantized.onnx", per_channel=True, weight_type=QuantType.QUInt8)


main()
