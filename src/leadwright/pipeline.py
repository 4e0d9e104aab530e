"""The product on one screen."""

from leadwright.stages.crm import crm
from leadwright.stages.dedupe import dedupe
from leadwright.stages.enrich import enrich
from leadwright.stages.extract import extract
from leadwright.stages.parse import parse
from leadwright.stages.personalize import personalize
from leadwright.stages.qualify import qualify
from leadwright.stages.send import send
from leadwright.stages.track import track

# fmt: off
PIPELINE = (
    parse            # Watch     -> Sighting   look at public sources
    >> extract       # Sighting  -> Contact    read the site behind the post: everything it offers, ranked
    >> dedupe        # Contact   -> Lead       one per brand
    >> enrich        # Lead      -> Prospect   business, company, platform, country, catalogue, one finding
    >> personalize   # Prospect  -> Draft      the three letters
    >> send          # Draft     -> Sent       through the one gate
    >> track         # Sent      -> Reply      understand what came back
    >> qualify       # Reply     -> Verdict    three questions
    >> crm           # Verdict   -> Deal       a conversation worth keeping
)
# fmt: on
