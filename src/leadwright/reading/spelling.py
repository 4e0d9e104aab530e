"""How far two spellings are apart."""


def spelling_distance(one: str, other: str, *, limit: int = 3) -> int:
    """Count the letters to change, add, drop or swap (optimal string alignment), up to ``limit``."""
    if abs(len(one) - len(other)) >= limit or len(one) > 80:
        return limit
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, previous, row = row, before, [i]
        for j, match in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == match:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return min(limit, row[-1])
