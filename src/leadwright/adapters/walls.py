"""Pages that want to know whether a person is looking: recognised, and taken for a closed door, never worked round."""

from collections.abc import Mapping

_LOOK = 65_536  # bytes of a page that was refused
_EARLY = 16_384  # bytes of one that was not: such walls are small, and every page pays for the look
_REFUSING = frozenset({401, 403, 405, 429, 503})

# Words of the walls in use; on a page that was refused, one is enough.
_MARKS = tuple(
    mark.encode()
    for mark in (
        "<title>just a moment",
        "checking your browser",
        "attention required! | cloudflare",
        "cf-chl",
        "challenge-platform",
        "captcha-delivery.com",  # DataDome
        "px-captcha",  # PerimeterX, now HUMAN
        "_incapsula_resource",
        "sucuri website firewall",
        "ddos-guard",
        "awswafcookiedomainlist",
        "verify you are human",
        "g-recaptcha",
        "h-captcha",
    )
)

# Walls that answer 200, recognisable beyond doubt.
_OPENLY = tuple(
    mark.encode()
    for mark in (
        "/.well-known/sgcaptcha/",
        "<title>just a moment...</title>",
        "window._cf_chl_opt",
        "geo.captcha-delivery.com/captcha",
        '<iframe id="main-iframe" src="/_incapsula_resource',
    )
)


def is_challenge(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Say whether an answer is a wall for machines; ``headers`` have lower-case names."""
    if headers.get("cf-mitigated", "").lower() == "challenge" or headers.get("x-amzn-waf-action"):
        return True
    look, marks = (_LOOK, _MARKS) if status in _REFUSING else (_EARLY, _OPENLY)
    text = body[:look].lower()
    return any(mark in text for mark in marks)
