"""Train the two networks (`nlp/network.py`) with PyTorch, and write them as ONNX.

PyTorch is needed here only: `requirements-train.in`.
"""

from __future__ import annotations

import copy
import logging
import math
import random
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from nlp.lesson import Lesson
from nlp.network import BUCKETS, LEAD, MARKS, PARTS, TAGS
from nlp.types import KINDS
from nlp.word_vectors import WIDTH

BATCH = 16  # articles
RATE = 3e-3  # highest of a one-cycle schedule
DECAY = 0.02
BLANK_VECTOR, BLANK_HASH = 0.08, 0.15  # shares of words whose meaning or spelling is hidden while training
AVERAGE = 0.99  # of the weights over the last steps: steadier than the last step's
LARGE = 1000  # numbers from which a table of weights is kept in half precision: half the file, no score


@dataclass(frozen=True)
class Plan:
    """What a network is for: how large it is, how long it learns, and what each question weighs.

    Chosen on one fold of the training batches. One network for all questions tags worse (mention F1 0.753 against
    0.765 on that fold) and knows the subject worse.
    """

    hidden: int
    dropout: float
    epochs: int
    tags: float
    lead: float = 0.0
    kind: float = 0.02
    subject: float = 0.0
    in_eight_bits: bool = False  # its convolutions; the tagging network would lose an article in a hundred


TAGGING = Plan(hidden=128, dropout=0.3, epochs=9, tags=1.0, lead=1.0)
SUBJECT = Plan(hidden=128, dropout=0.3, epochs=6, tags=1.0, subject=0.5, in_eight_bits=True)


class Block(nn.Module):
    """What stands around each token, gated, added to what is known of it."""

    def __init__(self, plan: Plan, dilation: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(plan.hidden)
        self.around = nn.Conv1d(plan.hidden, 2 * plan.hidden, 3, padding=dilation, dilation=dilation)
        self.drop = nn.Dropout(plan.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        gated = functional.glu(self.around((self.norm(x) * mask).transpose(1, 2)), dim=1).transpose(1, 2)
        return x + self.drop(gated) * mask


class Around(nn.Module):
    """What a convolution over three tokens computes, as one matrix product: that can be told in whole numbers."""

    def __init__(self, convolution: nn.Conv1d) -> None:
        super().__init__()
        self.reach = int(convolution.dilation[0])
        weight = convolution.weight.detach()  # (out, in, 3)
        self.product = nn.Linear(3 * weight.shape[1], weight.shape[0])
        self.product.weight.data = weight.permute(0, 2, 1).flatten(1)
        if convolution.bias is not None:
            self.product.bias.data = convolution.bias.detach()

    def forward(self, x: Tensor) -> Tensor:
        """(articles, columns, tokens), as the convolution takes and gives them."""
        padded = functional.pad(x.transpose(1, 2), (0, 0, self.reach, self.reach))
        end = padded.shape[1]
        seen = [padded[:, at : end - 2 * self.reach + at] for at in (0, self.reach, 2 * self.reach)]
        return self.product(torch.cat(seen, -1)).transpose(1, 2)


class Net(nn.Module):
    """Words, their surroundings, the same name's other mentions, the article; then the surroundings again."""

    def __init__(self, marks: int, plan: Plan) -> None:
        super().__init__()
        hidden = plan.hidden
        self.has_subject = plan.subject > 0
        self.vector = nn.Linear(WIDTH, 96)
        self.hash = nn.Embedding(BUCKETS, 48)
        nn.init.normal_(self.hash.weight, 0, 0.1)
        self.mark = nn.Linear(marks, 96)
        self.enter = nn.Linear(96 + 48 + 48 + 96, hidden)
        self.near = nn.ModuleList([Block(plan, dilation) for dilation in (1, 2, 4, 1)])
        self.remember = nn.Linear(4 * hidden, hidden)
        self.far = nn.ModuleList([Block(plan, dilation) for dilation in (1, 2, 4)])
        self.norm = nn.LayerNorm(hidden)
        self.drop = nn.Dropout(plan.dropout)
        self.tags = nn.Linear(hidden, len(TAGS))
        self.lead = nn.Linear(hidden, len(LEAD))
        self.kinds = nn.Sequential(
            nn.Linear(3 * hidden, hidden), nn.GELU(), nn.Dropout(plan.dropout), nn.Linear(hidden, len(KINDS))
        )
        if plan.subject:
            self.subject, self.nothing = nn.Linear(hidden, len(LEAD)), nn.Linear(3 * hidden, len(LEAD))

    def forward(
        self, vectors: Tensor, hashes: Tensor, marks: Tensor, names: Tensor, mask: Tensor
    ) -> tuple[Tensor, ...]:
        """Scores of tags and lead, (articles, tokens, …), of kinds, and, when it is planned, of the subject.

        `mask`, (articles, tokens, 1), is 1 at words. The subject's scores, (articles, 1 + tokens, LEAD), are logarithms
        of probabilities that add up to 1 over the tokens, the first row standing for "none of them".
        """
        title = marks[:, :, -MARKS : 1 - MARKS] * mask  # the first mark says: in the title
        parts = self.hash(hashes)
        if self.training:
            vectors = vectors * (torch.rand(*names.shape, 1) > BLANK_VECTOR)
            parts = parts * (torch.rand(*hashes.shape, 1) > BLANK_HASH)
        seen = [self.vector(vectors), parts[:, :, 0], parts[:, :, 1:].sum(2), self.mark(marks)]
        x = self.drop(functional.gelu(self.enter(torch.cat(seen, -1)))) * mask
        for block in self.near:
            x = block(x, mask)
        same = ((names[:, :, None] == names[:, None, :]) & (names > 0)[:, :, None]).to(x.dtype)
        mentions = same @ x / same.sum(2, keepdim=True).clamp(min=1)
        article, headline = _mean(x, mask), _mean(x, title)
        whole = [x, mentions, article.expand_as(x), headline.expand_as(x)]
        x = x + self.drop(functional.gelu(self.remember(torch.cat(whole, -1)))) * mask
        for block in self.far:
            x = block(x, mask)
        x = self.norm(x)
        top = (x + (mask - 1) * 1e4).amax(1)
        pooled = torch.cat([top, _mean(x, mask)[:, 0], _mean(x, title)[:, 0]], -1)
        found = self.tags(x), self.lead(x), self.kinds(pooled)
        if not self.has_subject:
            return found
        scores = torch.cat([self.nothing(pooled)[:, None], self.subject(x) + (mask - 1) * 1e4], 1)
        return *found, scores.log_softmax(1)


def _mean(x: Tensor, mask: Tensor) -> Tensor:
    return (x * mask).sum(1, keepdim=True) / mask.sum(1, keepdim=True).clamp(min=1)


class Answering(nn.Module):
    """A network as it is used: one article, probabilities of what it is for."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, vectors: Tensor, hashes: Tensor, marks: Tensor, names: Tensor) -> tuple[Tensor, ...]:
        tags, lead, kinds, *subject = self.net(vectors, hashes, marks, names, torch.ones_like(marks[:, :, :1]))
        if subject:
            return (subject[0].exp(),)
        return tags.softmax(-1), lead.sigmoid(), kinds.softmax(-1)


def fit_network(lessons: Sequence[Lesson], plan: Plan, seed: int) -> bytes:
    """The network that these articles teach, as ONNX. One seed, one thread: the same articles give the same bytes."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    order = random.Random(seed)  # noqa: S311 - no secret
    net = Net(lessons[0].inputs.marks.shape[1], plan)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = plan.epochs * math.ceil(len(lessons) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    average = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE))
    for _ in range(plan.epochs):
        for batch in _batches(lessons, order):
            loss = _loss(net, plan, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(net)
    net.load_state_dict(average.module.state_dict())
    return to_onnx(net, in_eight_bits=plan.in_eight_bits)


def _batches(lessons: Sequence[Lesson], order: random.Random) -> Iterator[list[Lesson]]:
    """All lessons once, in a new order, alike lengths together: padding is read too."""
    dealt = list(lessons)
    order.shuffle(dealt)
    batches = []
    for at in range(0, len(dealt), BATCH * 16):
        alike = sorted(dealt[at : at + BATCH * 16], key=lambda lesson: len(lesson.tags))
        batches += [alike[first : first + BATCH] for first in range(0, len(alike), BATCH)]
    order.shuffle(batches)
    yield from batches


def _loss(net: Net, plan: Plan, batch: Sequence[Lesson]) -> Tensor:
    mask = _padded([np.ones((len(lesson.tags), 1), np.float32) for lesson in batch])
    inputs = [
        _padded([getattr(lesson.inputs, name) for lesson in batch]) for name in ("vectors", "hashes", "marks", "names")
    ]
    tags, lead, kinds, *subject = net(*inputs, mask)
    words = mask[:, :, 0] > 0
    right_tags = _padded([lesson.tags for lesson in batch])[words]
    right_lead = _padded([lesson.lead for lesson in batch])
    right_kinds = torch.tensor([lesson.kind for lesson in batch])
    loss = plan.tags * functional.cross_entropy(tags[words], right_tags, label_smoothing=0.02)
    if plan.lead:
        loss = loss + plan.lead * functional.binary_cross_entropy_with_logits(lead[words], right_lead[words])
    loss = loss + plan.kind * functional.cross_entropy(kinds, right_kinds, label_smoothing=0.05)
    if plan.subject:
        nothing = (right_lead.amax(1, keepdim=True) == 0).to(right_lead.dtype)
        right = torch.cat([nothing, right_lead], 1)
        loss = loss - plan.subject * (subject[0] + right.clamp(min=1e-9).log()).logsumexp(1).mean()
    return loss


def _padded(arrays: Sequence[np.ndarray]) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.from_numpy(each) for each in arrays], batch_first=True)


def to_onnx(net: Net, *, in_eight_bits: bool) -> bytes:
    """The network as it is used."""
    net = copy.deepcopy(net)
    if in_eight_bits:
        for block in [*net.near, *net.far]:
            block.around = Around(block.around)
    tokens = 7
    example = (
        torch.zeros(1, tokens, WIDTH),
        torch.zeros(1, tokens, PARTS, dtype=torch.int64),
        torch.zeros(1, tokens, net.mark.in_features),
        torch.zeros(1, tokens, dtype=torch.int64),
    )
    length = torch.export.Dim("tokens", min=1)
    for name in ("onnx_ir", "onnxscript", "torch.onnx"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own, of its own insides
        program = torch.onnx.export(
            Answering(net).eval(),
            example,
            input_names=["vectors", "hashes", "marks", "names"],
            output_names=["subject"] if net.has_subject else ["tags", "lead", "kinds"],
            dynamic_shapes=({1: length}, {1: length}, {1: length}, {1: length}),
            dynamo=True,
            verbose=False,
        )
    if program is None:
        raise RuntimeError("PyTorch gave no ONNX program")
    data = program.model_proto.SerializeToString()
    return halved(in_whole_numbers(data) if in_eight_bits else data)


def in_whole_numbers(data: bytes) -> bytes:
    """The same graph with the products that were convolutions in eight bits: half their time, and the same scores.

    Weights have seven bits only, since older processors add two products up in too few. The other products are small.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load_from_string(data).graph
    shapes = {table.name: tuple(table.dims) for table in graph.initializer}
    products = [node for node in graph.node if node.op_type == "MatMul" and node.input[1] in shapes]
    convolutions = [node.name for node in products if _is_convolution(shapes[node.input[1]])]
    if not convolutions:  # all products would be told in whole numbers
        raise RuntimeError("the network's graph has no convolution that is known as one")
    with tempfile.TemporaryDirectory() as folder:
        plain, quantised = Path(folder) / "plain.onnx", Path(folder) / "quantised.onnx"
        plain.write_bytes(data)
        disabled = logging.root.manager.disable
        logging.disable(logging.WARNING)  # that the graph could be prepared further
        try:
            quantize_dynamic(
                plain,
                quantised,
                nodes_to_quantize=convolutions,
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                extra_options={"MatMulConstBOnly": True},
            )
        finally:
            logging.disable(disabled)
        return quantised.read_bytes()


def _is_convolution(shape: tuple[int, ...]) -> bool:
    """Three tokens' columns in, each column's value and gate out."""
    return len(shape) == 2 and 2 * shape[0] == 3 * shape[1]


def halved(data: bytes) -> bytes:
    """The same graph with its large tables in half precision, made single again when it is loaded."""
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load_from_string(data)
    casts = []
    for table in model.graph.initializer:
        numbers = numpy_helper.to_array(table)
        if numbers.dtype == np.float32 and numbers.size >= LARGE:
            name = table.name
            table.CopyFrom(numpy_helper.from_array(numbers.astype(np.float16), f"{name}.half"))
            casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    smaller: bytes = model.SerializeToString()
    return smaller
