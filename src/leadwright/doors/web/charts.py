"""Charts as SVG, drawn by pure functions: numbers and words in, markup out.

Colours and fonts come from classes of the style sheet alone, so that the strict content policy holds and dark mode
works. Whatever text is given is escaped. Every chart has a title for those who do not see it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDE = 480  # units of every large chart; a phone shows them at three quarters
LINE = 34


@dataclass(frozen=True, slots=True)
class Row:
    """One stage of the funnel: its name, what it took and gave, and what waits or ended there, in words."""

    name: str
    taken: int
    gave: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What a plan expects of each of the weeks ``first`` to ``last``: from ``low`` to ``high``."""

    first: int
    last: int
    low: float
    high: float


def funnel(rows: Sequence[Row], title: str) -> Markup:
    """Draw each stage as a bar of what it took with what it gave within it; widths on one linear scale."""
    most = max((max(row.taken, row.gave) for row in rows), default=0) or 1
    left, room = 118, WIDE - 118 - 6
    parts = []
    for n, row in enumerate(rows):
        y = n * LINE
        note = f" · {row.note}" if row.note else ""
        parts += [
            text(left - 8, y + 16, row.name, "name end"),
            box(left, y + 4, room * row.taken / most, 16, "taken"),
            box(left, y + 4, room * row.gave / most, 16, "gave"),
            text(left + 2, y + 30, f"{row.taken} → {row.gave}{note}", "small"),
        ]
    return svg(WIDE, max(LINE, LINE * len(rows)), title, parts)


def meter(value: int, most: int, title: str) -> Markup:
    """Draw how much of an allowance is used."""
    used = 120 * min(1.0, value / most) if most else 120
    return svg(120, 8, title, [box(0, 0, 120, 8, "track"), box(0, 0, used, 8, "gave")], kind="meter")


def weekly(values: Sequence[int], bands: Sequence[Band], title: str) -> Markup:
    """Draw one number a week as columns, before the bands that the plan expects; week 1 is the first."""
    count = max([len(values), *(band.last for band in bands), 4])
    most = max([1, *values, *(band.high for band in bands)])
    step, height, base = 220 / count, 96, 112

    def up(value: float) -> float:
        return height * value / most

    parts = [
        box(
            (band.first - 1) * step,
            base - up(band.high),
            (band.last - band.first + 1) * step,
            up(band.high - band.low),
            "band",
        )
        for band in bands
    ]
    for n, value in enumerate(values):
        parts.append(box(n * step + step * 0.2, base - up(value), step * 0.6, up(value), "gave"))
        parts.append(text(n * step + step / 2, base - up(value) - 3, str(value), "small middle"))
    parts += [text(n * step + step / 2, base + 13, str(n + 1), "small middle faint") for n in range(count)]
    return svg(220, base + 18, title, [*parts, box(0, base, 220, 1, "axis")])


def shares(parts: Sequence[tuple[str, int]], title: str) -> Markup:
    """Draw how a whole is shared out, as one bar; each part is a class name of the style sheet with its number."""
    whole = sum(number for _, number in parts) or 1
    drawn, x = [], 0.0
    for name, number in parts:
        width = WIDE * number / whole
        drawn.append(box(x, 0, width, 26, f"part {name}"))
        if width > 26:
            drawn.append(text(x + width / 2, 18, str(number), "middle on"))
        x += width
    return svg(WIDE, 26, title, drawn or [box(0, 0, WIDE, 26, "track")])


def bars(rows: Sequence[tuple[str, float]], title: str) -> Markup:
    """Draw one bar a row on one linear scale, with its number."""
    most = max((value for _, value in rows), default=0) or 1
    left, room = 118, WIDE - 118 - 44
    parts = []
    for n, (name, value) in enumerate(rows):
        y, width = n * 24, room * value / most
        parts += [text(left - 8, y + 16, name, "name end"), box(left, y + 4, width, 15, "gave")]
        parts.append(text(left + width + 5, y + 16, f"{value:g}", "small"))
    return svg(WIDE, max(24, 24 * len(rows)), title, parts)


def box(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    """Draw a box; what is more than nothing is at least a hair wide."""
    shown = max(width, 1.5) if width > 0 else 0.0
    said = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2" class="{}"/>')
    return said.format(x, y, shown, max(height, 0.0), kind)


def text(x: float, y: float, said: str, kind: str) -> Markup:
    """Write one line."""
    return Markup('<text x="{:.1f}" y="{:.1f}" class="{}">{}</text>').format(x, y, kind, said)


def svg(width: int, height: int, title: str, parts: Iterable[Markup], *, kind: str = "chart") -> Markup:
    """Put the parts into one picture that scales with the page."""
    start = Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>')
    return start.format(kind, width, height, title, title) + Markup("").join(parts) + Markup("</svg>")
