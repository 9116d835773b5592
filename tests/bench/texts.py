"""Texts that nobody wrote, half of them common words, as long as is asked for."""

WORDS = [f"word{number}" for number in range(300)]
COMMON = ["the", "of", "and", "a", "to", "in", "institution", "members", ",", "."]


def some_text(dice, length):
    return " ".join(dice.choice(WORDS if dice.random() < 0.5 else COMMON) for _word in range(length))
