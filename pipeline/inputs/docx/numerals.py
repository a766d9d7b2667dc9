"""Writes a number in the number formats of Word's lists (ST_NumberFormat): number and format in, characters out."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "○一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _counted(n: int, digits: str, units: tuple[str, ...], one_before_ten: bool = False) -> str:
    """一百零一: digits and units, one zero for a gap, 十 for 一十 at the head."""
    if not 0 < n < 10_000:
        return str(n)
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if digit:
            out += (digits[0] if gap and out else "") + digits[digit] + units[power]
            gap = False
        else:
            gap = True
    ten = digits[1] + units[1]
    return out[1:] if out.startswith(ten) and not one_before_ten else out


def _below_hundred(n: int) -> str:
    """一 … 九十九, then digit by digit: 一○○."""
    return _counted(n, _DIGITS, ("", "十", "百", "千")) if n < 100 else _digital(n)


def _thousand(n: int) -> str:
    return _counted(n, "零" + _DIGITS[1:], ("", "十", "百", "千"))


def _japanese(n: int) -> str:
    """百一: no 一 before a unit and no zero for a gap."""
    text = _counted(n, "零" + _DIGITS[1:], ("", "十", "百", "千")).replace("零", "")
    return text.replace("一百", "百").replace("一千", "千").replace("一十", "十")


def _legal_simplified(n: int) -> str:
    return _counted(n, "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), one_before_ten=True)


def _legal_traditional(n: int) -> str:
    return _counted(n, "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), one_before_ten=True)


def _digital(n: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(n)) if n >= 0 else str(n)


def _letters(n: int) -> str:
    """A … Z, AA, BB …: Word repeats the letter."""
    return chr(65 + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n <= 780 else str(n)


def _roman(n: int) -> str:
    if not 0 < n < 4000:
        return str(n)
    out = ""
    for worth, sign in _ROMAN:
        count, n = divmod(n, worth)
        out += sign * count
    return out


def _circled(n: int) -> str:
    for first, last, sign in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= n <= last:
            return chr(ord(sign) + n - first)
    return str(n)


def _run(first: str, count: int) -> Callable[[int], str]:
    return lambda n: chr(ord(first) + n - 1) if 0 < n <= count else str(n)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 0 < n <= len(signs) else str(n)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "chineseCounting": _below_hundred,
    "taiwaneseCounting": _below_hundred,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _japanese,
    "koreanCounting": _japanese,
    "chineseLegalSimplified": _legal_simplified,
    "ideographLegalTraditional": _legal_traditional,
    "japaneseLegal": _legal_traditional,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _run("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalFullWidth": lambda n: str(n).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda n: str(n).translate(_FULL_WIDTH),
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "hex": lambda n: f"{n:X}",
    "none": lambda n: "",
    "bullet": lambda n: "",
}


def write_number(n: int, number_format: str) -> str:
    """`n` as the format writes it; decimal where the format is unknown or has no sign for `n`."""
    return _FORMATS.get(number_format, str)(n)
