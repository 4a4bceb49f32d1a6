"""Open what training wrote as ONNX: data, no code, on one thread."""

from __future__ import annotations

import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf


def open_session(data: bytes, name: str) -> onnxruntime.InferenceSession:
    """Raises ValueError, naming the file, when it holds no whole ONNX graph."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # an article is small; processes, not threads, use the other cores
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except (InvalidProtobuf, InvalidGraph, Fail) as error:
        raise ValueError(f"{name} is no whole ONNX file") from error
