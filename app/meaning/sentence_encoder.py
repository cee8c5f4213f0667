# pyright: strict, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""all-MiniLM-L6-v2 as its authors published it, in torch. For export, checks and baselines, never at run time."""

from torch import Tensor, nn

from app.model.encoder_files import encoder_folder


class SentenceEncoder(nn.Module):
    """Word pieces (batch, n) -> points of length 1 (batch, 384): the mean over the pieces (Reimers and Gurevych 2019).

    Raises SystemExit, naming what to install, where the packages of `make train` are missing.
    """

    def __init__(self) -> None:
        super().__init__()
        folder = encoder_folder()
        from transformers import BertModel  # pyright: ignore[reportMissingImports, reportMissingTypeStubs]

        self.encoder = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="eager", local_files_only=True
        )

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The texts' points; `mask` is 1 where there is a word piece."""
        hidden = self.encoder(input_ids=ids, token_type_ids=ids * 0, attention_mask=mask).last_hidden_state
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return nn.functional.normalize(mean, dim=1)
