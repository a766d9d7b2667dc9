"""A mirror site that damages a notice: a sound text in traditional characters in, the copy it would publish out.

The steps are those by which crawled copies came about, on GBK bytes: the reading of some characters is written
behind them, found byte by byte and so across characters too; something without width is put before some full-width
marks in the same way; what remains is read as GBK again and its punctuation folded to half width.
"""

from __future__ import annotations

READINGS = {
    "數": "shù", "養": "yǎng", "監": "jiān", "測": "cè", "環": "huán", "檢": "jiǎn", "質": "zhì", "處": "chǔ",
    "業": "yè", "規": "guī", "區": "qū", "執": "zhí", "報": "bào", "現": "xiàn", "調": "diào", "經": "jīng", "護": "hù",
}  # fmt: skip
TORN_BEFORE = "，？"
_LOST = b"\x01"
_FOLDED = str.maketrans("，（）：；？！", ",():;?!")


def damage(sound: str) -> str:
    """The text as the mirror publishes it."""
    data = sound.encode("gbk")
    for character, reading in READINGS.items():
        whole = character.encode("gbk")
        data = data.replace(whole, whole + f"({reading})".encode("gbk"))
    for mark in TORN_BEFORE:
        whole = mark.encode("gbk")
        data = data.replace(whole, _LOST + whole)
    return read_again(data).translate(_FOLDED)


def read_again(data: bytes) -> str:
    """GBK as the mirror reads it: half a character is `?` and swallows a bracket behind it; the lost bytes vanish."""
    text, i = [], 0
    while i < len(data):
        pair = data[i : i + 2]
        if pair[0] < 0x80:
            text.append("" if pair[:1] == _LOST else chr(pair[0]))
            i += 1
            continue
        try:
            text.append(pair.decode("gbk"))
            i += 2
        except UnicodeDecodeError:
            text.append("?")
            i += 2 if pair[1:] == b"(" else 1
    return "".join(text)
