"""Packages are opened within limits: bombs, loops, entities and paths that climb out are refused in bounded time."""

from __future__ import annotations

import io
import random
import re
import resource
import time
import zipfile
from collections.abc import Callable

import pytest
from carriers.docx import pack as pack_docx
from carriers.docx import paragraph, write_docx
from carriers.ofd import pack as pack_ofd
from carriers.ofd import page_xml, write_ofd, zip_files

from pipeline.inputs.docx import read_docx
from pipeline.inputs.ofd import read_ofd
from pipeline.inputs.package import MAX_PARTS, open_package, parse_xml
from pipeline.model.errors import Refused

SECONDS = 5.0
MEGABYTES = 700


def refusal(read: Callable[[bytes], object], data: bytes) -> str:
    """The code of the refusal, which must come soon and without much memory."""
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(Refused) as caught:
        read(data)
    assert time.process_time() - started < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024
    assert str(caught.value)
    return caught.value.code


def test_parts_are_found_by_any_spelling_of_their_name() -> None:
    package = open_package(zip_files({"Doc_0/Pages/Page_0/Content.xml": "<a/>"}))
    spellings = [
        "/Doc_0/Pages/Page_0/Content.xml",
        "./Doc_0/Pages/Page_0/content.XML",
        "Doc_0\\Pages\\Page_0\\Content.xml",
    ]
    assert {package.find(s) for s in spellings} == {"Doc_0/Pages/Page_0/Content.xml"}
    assert package.find("Page_0/Content.xml", "Doc_0/Pages") == "Doc_0/Pages/Page_0/Content.xml"
    assert package.find("../Page_0/Content.xml", "Doc_0/Pages/Page_1") == "Doc_0/Pages/Page_0/Content.xml"
    assert package.find("Content.xml") is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"not a zip"])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    for read in (read_docx, read_ofd):
        assert refusal(read, data) in ("broken-package", "no-document")


@pytest.mark.parametrize("name", ["../evil.xml", "a/../../evil.xml", "..\\evil.xml", "C:\\evil.xml"])
def test_a_path_that_climbs_out_is_refused(name: str) -> None:
    assert refusal(open_package, zip_files({name: "<a/>"})) == "unsafe-path"


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = zip_files({"word/document.xml": b"<a>" + bytes(100 * 1024 * 1024)})
    assert refusal(read_docx, bomb) == "zip-bomb"


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zip_files({"word/document.xml": b"<a>" + bytes(3 * 1024 * 1024)}))
    real = (3 * 1024 * 1024 + 3).to_bytes(4, "little")
    assert bytes(data).count(real) == 2
    lying = bytes(data).replace(real, (1000).to_bytes(4, "little"))
    assert refusal(read_docx, lying) in ("broken-package", "broken-xml")


def test_too_many_parts_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for i in range(MAX_PARTS + 1):
            archive.writestr(str(i), b"")
    assert refusal(open_package, stream.getvalue()) == "too-many-parts"


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(zip_files({"OFD.xml": "<a/>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert refusal(read_ofd, bytes(data)) == "encrypted"


LAUGHS = "<!DOCTYPE a [" + '<!ENTITY a "哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
) + "]><a>&j;</a>"  # fmt: skip
OUTSIDE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, '<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd"><a/>'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_document_types_and_entities_are_refused(content: str, encoding: str) -> None:
    data = content.encode(encoding)
    assert refusal(lambda d: parse_xml(d, "a.xml"), data) in ("xml-doctype", "broken-xml")


def test_xml_that_is_nested_too_deep_is_refused() -> None:
    deep = "<w:p>" * 100_000
    assert refusal(read_docx, pack_docx(deep)) == "broken-xml"
    nested = "<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000
    assert refusal(read_docx, pack_docx(nested)) == "broken-xml"


def test_what_xml_may_nest_is_read_without_running_out_of_stack() -> None:
    depth = 75
    nested = "<w:tbl><w:tr><w:tc>" * depth + paragraph("底") + "</w:tc></w:tr></w:tbl>" * depth
    assert read_docx(pack_docx(nested)).text.string.strip() == "底"
    inline = "<w:p>" + "<w:ins>" * 240 + "<w:r><w:t>底</w:t></w:r>" + "</w:ins>" * 240 + "</w:p>"
    assert read_docx(pack_docx(inline)).text.string.strip() == "底"


def test_a_page_of_a_million_text_objects_is_refused() -> None:
    one = '<T:TextObject Boundary="{0} 1 9 9"><T:TextCode>a{0}</T:TextCode></T:TextObject>'
    many = "".join([one.format(i * 7919 % 1000) for i in range(1_000_000)])
    assert refusal(read_ofd, pack_ofd([many])) in ("too-large", "zip-bomb")


def test_many_pages_and_many_characters_are_refused() -> None:
    pages = "".join('<ofd:Page BaseLoc="Pages/Page_1/Content.xml"/>' for _ in range(6_000))
    document = f"<ofd:Document xmlns:ofd='o'><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    assert refusal(read_ofd, pack_ofd(["", ""], {"Doc_0/Document.xml": document})) == "too-many-pages"
    text = f'<ofd:TextObject><ofd:TextCode DeltaX="g 99999999 1">{"字" * 200_000}</ofd:TextCode></ofd:TextObject>'
    assert refusal(read_ofd, pack_ofd([text])) == "too-large"


@pytest.mark.parametrize(("read", "write"), [(read_docx, write_docx), (read_ofd, write_ofd)])
def test_damaged_files_are_read_or_refused(read: Callable[[bytes], object], write: Callable[[], bytes]) -> None:
    """Numbers, names and elements of the XML changed at random; nothing but a refusal may be raised."""
    with zipfile.ZipFile(io.BytesIO(write())) as archive:
        sound = {name: archive.read(name).decode() for name in archive.namelist()}
    refused = 0
    for seed in range(150):
        chance = random.Random(seed)
        damaged = {name: _damage(content, chance) for name, content in sound.items()}
        try:
            read(zip_files(damaged))
        except Refused:
            refused += 1
    assert 0 < refused < 150


_VALUES = ("", "-1", "0", "99999999999", "1e400", "nan", "x", "²", "１", "0 0 0 0", "0 0 0 0 0 0", "g 5 3", "true")


def _damage(content: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(3)):
        found = chance.choice(list(re.finditer(r'="([^"]*)"|<(\w+:\w+)(?=[ />])', content)) or [None])
        if found is None:
            break
        group = 1 if found[1] is not None else 2
        names = re.findall(r"</(\w+:\w+)>", content) or ["a"]
        value = chance.choice(_VALUES) if group == 1 else chance.choice(names)
        content = content[: found.start(group)] + value + content[found.end(group) :]
    return content


def test_a_graphic_that_holds_itself_ends() -> None:
    resource_file = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits>'
        '<ofd:CompositeGraphicUnit ID="5">'
        "<ofd:Content><ofd:TextObject><ofd:TextCode>字</ofd:TextCode></ofd:TextObject>"
        + '<ofd:CompositeObject ResourceID="5"/>' * 12
        + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    extra = {"Doc_0/Res.xml": resource_file}
    data = pack_ofd(['<ofd:CompositeObject ResourceID="5"/>'], extra, "<ofd:PublicRes>Res.xml</ofd:PublicRes>")
    assert refusal(read_ofd, data) == "too-many-objects"


def test_a_page_that_is_nothing_but_resources_is_parsed_within_limits() -> None:
    pages = {f"Doc_0/Pages/Page_{i}/Content.xml": page_xml("<!-- -->" * 45_000) for i in range(1, 500)}
    assert refusal(read_ofd, pack_ofd([""] * 500, pages)) == "too-large"
