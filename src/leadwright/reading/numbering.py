"""Which country an area code of the North American Numbering Plan (+1) is of.

The plan has many countries under one prefix. The codes of Canada, of the islands and of services without a place are
listed by its administrator (nationalnanpa.com, area code reports); all other assigned ones are the United States'.
"""

_LISTED = {
    "CA": """204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 460 468 474
        506 514 519 537 548 568 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867
        873 879 902 905 942""",
    "islands": """242 246 264 268 284 340 345 441 473 649 658 664 670 671 684 721 758 767 784 787 809 829 849 868 869
        876 939""",
    "services": """500 521 522 523 524 525 526 527 528 529 532 533 544 566 577 588 600 622 700 710 800 822 833 844
        855 866 877 880 881 882 883 884 885 886 887 888 889 900""",
}
_KIND_OF = {area: kind for kind, areas in _LISTED.items() for area in areas.split()}


def land_of(area: str) -> str:
    """Give the country (ISO 3166-1 alpha-2) of an area code of three digits; empty where it has none or is no code.

    A toll-free number is used in the United States and Canada alike, so it has none.
    """
    if len(area) != 3 or area[0] in "01" or area[1:] == "11" or area[1] == "9":
        return ""
    kind = _KIND_OF.get(area, "US")
    return kind if kind in {"CA", "US"} else ""
