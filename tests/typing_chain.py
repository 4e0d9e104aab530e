"""Checked by mypy, never run: the joints of the chain that must be refused."""

from leadwright.chain import Chain
from leadwright.domain.lead import Watch
from leadwright.domain.letter import Deal
from leadwright.pipeline import PIPELINE
from leadwright.stages.enrich import enrich
from leadwright.stages.extract import extract
from leadwright.stages.parse import parse
from leadwright.stages.send import send

whole: Chain[Watch, Deal] = PIPELINE
parse >> extract >> enrich  # type: ignore[operator]  # dedupe forgotten
parse >> send  # type: ignore[operator]  # the middle skipped
