"""Sites that are dead, closed or out to harm their reader."""

from leadwright.world.sites.answer import HTML, Answer, moved

CHALLENGE = """<!doctype html><html><head><title>Just a moment...</title></head>
<body><h1>Checking your browser before accessing the site.</h1><div id="cf-challenge"></div></body></html>"""
_BINARY = bytes(range(256)) * 400

# how -> what every path answers
HOSTILE: dict[str, Answer] = {
    "loop": moved("/again", 302),
    "endless": Answer(trick="endless"),
    "line": Answer(trick="line"),
    "drip": Answer(trick="drip"),
    "bomb": Answer(trick="bomb", headers={"Content-Encoding": "gzip"}),
    "binary": Answer(_BINARY, content_type=HTML),
    "challenge": Answer(CHALLENGE, 403, headers={"cf-mitigated": "challenge", "Server": "cloudflare"}),
    # Literal addresses skip a resolver's check: the connection itself must refuse them.
    "loopback": moved("http://127.0.0.1:1/"),
    "metadata": moved("http://169.254.169.254/latest/meta-data/"),
    "404": Answer("<h1>Not Found</h1>", 404),
    "500": Answer("<h1>Internal Server Error</h1>", 500),
    "refused": Answer(trick="abort"),
}
