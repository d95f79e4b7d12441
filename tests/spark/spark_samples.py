"""Work that ends its process on purpose; shipped to the workers as a file, as people may ship theirs."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.engines.pool import Tables, Work
from pipelines.extract.language import Parser
from pipelines.sources import RawDocument


@dataclass(frozen=True)
class Deadly(Work):
    """Notes in the folder `notes` which process extracts, and kills it where a document is about Cid: `times` times, or
    always where that is 0."""

    notes: Path = Path()
    times: int = 0

    def extract(self, batch: Sequence[RawDocument], parser: Parser) -> Tables:
        (self.notes / f"worker-{os.getpid()}").touch()
        if any(b"Cid Fell" in one.data for one in batch):
            deaths = len(list(self.notes.glob("death-*")))
            if not self.times or deaths < self.times:
                (self.notes / f"death-{os.getpid()}").touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return super().extract(batch, parser)
