"""Tells a heading from text: what a numbered line says goes in, the place of its heading and of its text come out.

Assumptions: 1. a line without closing punctuation that has something below it is a heading; 2. so is a single sentence
that only names what follows; 3. in a longer line, a short first sentence that only names is a run-in heading, but not
where a remark is all that follows it (加强值守。（责任单位：…）);
4. a leaf of one sentence is text, however short (a duty, not a heading); 5. articles of regulations have headings in
brackets only.
"""

from __future__ import annotations

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.segment import cut_words
from pipeline.lexicon.words import is_name

Place = tuple[int, int]
_LONGEST_HEADING, _LONGEST_OF_CLAUSES = 36, 30
_LONGEST_LINE, _LONGEST_LABEL = 60, 16
_COMMAS = "，,"
_QUOTED = compile_pattern("(?<=“)[^“”]*(?=”)")
_STOPS = "。！!"
_REMARK = compile_pattern(r"(?:[（(][^（）()]*[）)]|〔[^〔〕]*〕|【[^【】]*】|\[[^\[\]]*\])。?")


def split_heading(string: str, place: Place, has_children: bool) -> tuple[Place | None, Place | None]:
    """Heading and text of what `string[place]` says; each may be missing."""
    start, end = trim(string, place)
    if start == end:
        return None, None
    stop = string.find("。", start, min(end, start + _LONGEST_LINE + 1))
    if stop == -1:
        if has_children and end - start <= _LONGEST_LINE and _names_unpunctuated(string[start:end]):
            return trim_stop(string, (start, end)), None
        return None, (start, end)
    rest = trim(string, (stop + 1, end))
    if _REMARK.fullmatch(string, *rest) or _is_note(string[rest[0] : rest[1]]):
        return None, (start, end)
    if (rest[0] < rest[1] or has_children) and names_only(string[start:stop]):
        return (start, stop), (rest if rest[0] < rest[1] else None)
    return None, (start, end)


def _is_note(rest: str) -> bool:
    """加强值守。责任单位：各支部。完成时限：6月底前。: who must and by when is all that follows."""
    return load_rules("bearers")["note"].match(rest) is not None


def names_only(sentence: str) -> bool:
    """Whether a sentence, without its full stop, only names what follows."""
    sentence = _QUOTED.sub("", sentence) if "“" in sentence else sentence
    commas = sum(sentence.count(comma) for comma in _COMMAS)
    longest = _LONGEST_OF_CLAUSES if commas else _LONGEST_HEADING
    return len(sentence) <= longest and commas <= 3 and load_rules("outline")["says"].search(sentence) is None


def names_holder(label: str) -> bool:
    """后勤保障部, 各班组工作目标: whether a line before its colon names who the list below it binds."""
    label = load_rules("outline")["held"].sub("", label)
    return 1 < len(label) <= _LONGEST_LABEL and label[-1] not in _COMMAS and is_name(cut_words(label)[-1])


def _names_unpunctuated(line: str) -> bool:
    """Whether a line without a full stop names what follows; with a colon, unless it leads in a list."""
    if line.endswith((":", "：")):
        return len(line) <= _LONGEST_HEADING // 2 and load_rules("outline")["leads_in"].search(line) is None
    return line[-1] not in "；;，,、" and not (sum(line.count(comma) for comma in _COMMAS) > 3)


def trim(string: str, place: Place) -> Place:
    """The place without blanks around what it says."""
    start, end = place
    while start < end and string[start].isspace():
        start += 1
    while start < end and string[end - 1].isspace():
        end -= 1
    return start, end


def trim_stop(string: str, place: Place) -> Place:
    """The place of a heading without the stop or colon at its end."""
    start, end = place
    while start < end and (string[end - 1] in "。:：" or string[end - 1].isspace()):
        end -= 1
    return start, end
