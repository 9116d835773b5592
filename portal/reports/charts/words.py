"""How wide a text is, roughly, and where it may be broken: drawings have no line-breaking of their own.

An estimate by kind of letter, a little on the wide side. It needs no font, so
a drawing is the same wherever it is made.
"""

import unicodedata

NARROW = set("iljtfrI.,:;’'|!()[] ·1")
WIDE = set("mwMWшщжюмфЖШЩЮМФ@%—")


def em(letter):
    """Return the width of a letter as a share of the size of the type."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    if letter in NARROW:
        return 0.32
    if letter in WIDE:
        return 0.86
    return 0.68 if letter.isupper() else 0.56


def width(text, size):
    return sum(map(em, text)) * size


def pieces(text):
    """Return where a line may end: at blanks, and between Chinese characters."""
    found, word = [], ""
    for letter in text:
        if unicodedata.east_asian_width(letter) in "WF" and unicodedata.category(letter)[0] == "L":
            found += [word] if word else []
            word = letter
        elif letter == " ":
            found.append(word + " ")
            word = ""
        else:
            word += letter
    return [piece for piece in [*found, word] if piece]


def lines(text, room, size, most):
    """Return ``text`` in at most ``most`` lines of ``room``; what does not fit ends in an ellipsis."""
    made, line = [], ""
    for piece in pieces(" ".join(text.split())):
        if line and width((line + piece).rstrip(), size) > room:
            made.append(line.rstrip())
            line = ""
        line += piece
    made.append(line.rstrip())
    if len(made) > most:
        made = [*made[: most - 1], " ".join(made[most - 1 :])]
    return [shortened(line, room, size) for line in made]


def shortened(text, room, size):
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
