"""Words of the calendar: months, weekdays, seasons, and numbers written out."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
NUMBERS = {
    **{word: number for number, word in enumerate(_UNITS, 1)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
    **{f"{ten}-{unit}": tens * 10 + n for tens, ten in enumerate(_TENS, 2) for n, unit in enumerate(_UNITS[:9], 1)},
    "a": 1, "a couple of": 2, "a dozen": 12,
}  # fmt: skip
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)}
# Regular expressions: names of months are capitalised, which tells "May" and "March" from the verbs.
MONTH = (
    "(?:" + "|".join(f"{month}|{month.upper()}" for month in MONTHS)
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)  # fmt: skip
SEASON = "(?i:spring|summer|autumn|fall|winter)"
NUMBER = r"(?i:\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
ORDINAL = r"(?i:\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"


def month_of(name: str) -> int:
    """Give the number of a month, from 1, by its name or abbreviation."""
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())


def number_of(word: str) -> int | None:
    """Give the value of a cardinal in digits or words, or None."""
    return int(word) if word.isdecimal() else NUMBERS.get(word.lower().replace(" ", "-"), NUMBERS.get(word.lower()))


def ordinal_of(word: str) -> int | None:
    """Give the value of an ordinal in digits or words, or None."""
    return int(word[:-2]) if word[:1].isdecimal() else ORDINALS.get(word.lower())
