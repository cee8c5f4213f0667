# pyright: strict, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Sentences as points: all-MiniLM-L6-v2 as its authors published it. For checks and baselines, never at run time."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.meaning.meaning import WIDTH
from app.meaning.onnx_meaning import MOST_PIECES
from app.model.encoder_files import encoder_folder

_BATCH = 64


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors, shape (texts, 384): the mean over a text's word pieces (Reimers and Gurevych 2019).

    Needs the packages of `make train`; raises SystemExit, naming what to install, where they are missing.
    """
    import torch
    from tokenizers import Tokenizer

    from app.meaning.sentence_encoder import SentenceEncoder

    encoder = SentenceEncoder().eval()
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(MOST_PIECES)
    tokenizer.enable_padding()
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    vectors = np.zeros((len(texts), WIDTH), np.float32)
    with torch.no_grad():
        for first in range(0, len(order), _BATCH):
            part = order[first : first + _BATCH]
            encoded = tokenizer.encode_batch([texts[index] for index in part])
            ids = torch.tensor([one.ids for one in encoded])
            mask = torch.tensor([one.attention_mask for one in encoded])
            vectors[part] = encoder(ids, mask).numpy()
    return vectors
