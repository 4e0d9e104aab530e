"""Sites of firms that are no customers: makers of tools, blogs, papers."""

from leadwright.world.sites.frame import Theme
from leadwright.world.truth import Business

_LINES = {
    "tool": """<section><h2>An app for everybody</h2>
<p>Sign up, connect your account, see numbers. Free trial, then 9 a month.</p>
<a href="/pricing">Pricing</a> <a href="/docs">API documentation</a></section>""",
    "other": """<section><h2>This week</h2>
<p>Long reads, short notes and a crossword; nothing is for sale here.</p></section>""",
}


def _foot(business: Business) -> str:
    return _LINES[business.kind]


PLAIN = Theme(
    paths={"home": "/", "about": "/about", "contact": "/contact", "imprint": "/imprint", "journal": "/posts"},
    foot=_foot,
)
