# pyright: strict, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The network: all-MiniLM-L6-v2 with four linear heads on its word pieces. Used in training only."""

from pathlib import Path

from torch import Tensor, nn

from app.classifier.decoding import LABELS


class MoveNetwork(nn.Module):
    """Word pieces (batch, n) -> boundary (batch, n, 1), place, value and weight (batch, n, 14), as logits."""

    def __init__(self, encoder_folder: Path) -> None:
        super().__init__()
        from transformers import BertModel  # pyright: ignore[reportMissingImports, reportMissingTypeStubs]

        self.encoder = BertModel.from_pretrained(
            encoder_folder,
            add_pooling_layer=False,
            attn_implementation="eager",
            attention_probs_dropout_prob=0.0,  # a fifth of the time for no gain
            local_files_only=True,
        )
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.boundary = nn.Linear(width, 1)
        self.place = nn.Linear(width, len(LABELS))
        self.value = nn.Linear(width, len(LABELS))
        self.weight = nn.Linear(width, len(LABELS))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The four heads; `mask` is 1 where there is a word piece."""
        hidden = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.boundary(hidden), self.place(hidden), self.value(hidden), self.weight(hidden)
