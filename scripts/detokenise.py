"""Tokens back to running text, because the program reads articles and the entity sets hold tokens.

Every token keeps its character offsets, so labels move over without any search.
"""

CLOSING = set(",.;:!?)]}%”»…") | {"'s", "'S", "n't", "'re", "'ve", "'ll", "'d", "'m",
                                   "’s", "’", "n’t", "’re", "’ve", "’ll", "’m", "''"}
OPENING = set("([{$€£₡₹¥“‘«#") | {"``"}
SUFFIXES = {"s", "t", "re", "ve", "ll", "d", "m"}  # of "Sotheby ’ s", "weren ’ t"
MONTHS = set("January February March April May June July August September October November December".split())


def detokenise(tokens):
    """["Ann", "'s", "car"] → ("Ann's car", [(0, 3), (3, 5), (6, 9)])."""
    text, offsets = "", []
    glue = True  # no space before the next token
    double_open = single_open = False
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else ""
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        closes, opens = token in CLOSING, token in OPENING
        if token == '"':
            closes, opens, double_open = double_open, not double_open, not double_open
        elif token == "'":
            possessive = before.endswith(("s", "S")) and not single_open
            closes = possessive or single_open or not after
            opens = not closes
            single_open = opens
        elif token == "’":
            opens = before[-1:].isalpha() and after in SUFFIXES
        elif token == "-":
            closes = opens = is_hyphen(before, after)
        elif token == "/":
            closes = opens = True
        if text and not glue and not closes:
            text += " "
        offsets.append((len(text), len(text) + len(token)))
        text += token
        glue = opens
    return text, offsets


def is_hyphen(before, after):
    """Tells the hyphen of "so - called" from the dash of "27 January - David"."""
    if not before or not after or not before[-1].isalnum() or not after[0].isalnum():
        return False
    if before in MONTHS and not after[0].isdigit():
        return False
    return before[0].isdigit() == after[0].isdigit() or after[0].islower()
