# pyright: strict, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Sentences as points: all-MiniLM-L6-v2 as its authors published it. For checks and baselines, never at run time."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.classifier.encoder_files import encoder_folder

_BATCH = 64
_MOST_PIECES = 256
"""What the encoder was trained for; what is longer is cut."""


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors, shape (texts, 384): the mean over a text's word pieces (Reimers and Gurevych 2019).

    Needs the packages of `make train`; raises SystemExit, naming what to install, where they are missing.
    """
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel  # pyright: ignore[reportMissingImports, reportMissingTypeStubs]

    folder = encoder_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(_MOST_PIECES)
    tokenizer.enable_padding()
    encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, local_files_only=True).eval()
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    vectors = np.zeros((len(texts), encoder.config.hidden_size), np.float32)
    with torch.no_grad():
        for first in range(0, len(order), _BATCH):
            part = order[first : first + _BATCH]
            encoded = tokenizer.encode_batch([texts[index] for index in part])
            ids = torch.tensor([one.ids for one in encoded])
            mask = torch.tensor([one.attention_mask for one in encoded])
            hidden = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            vectors[part] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return vectors
