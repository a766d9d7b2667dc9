"""Reads what no reader of ours knows by way of LibreOffice, if the user asks; else says what to do.

`.doc` and `.wps` (both OLE2), RTF, ODT and Word 2003 XML are converted to DOCX by `soffice`, in a folder of its own
that is removed afterwards. Everything else is refused with the list of what can be read.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path, PurePath

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.errors import Refused, UnsupportedFormat
from pipeline.model.reading import Reading

CONVERTIBLE = {
    "doc": (".doc", "application/msword", "a Word 97-2003 or WPS document"),
    "rtf": (".rtf", "application/rtf", "an RTF document"),
    "odt": (".odt", "application/vnd.oasis.opendocument.text", "an OpenDocument text"),
    "word-xml": (".xml", "application/xml", "a Word 2003 XML document"),
}
"""Each format that LibreOffice can turn into DOCX: the suffix it wants, the media type, what to call it."""

_ADVICE = {
    "zip": "an archive of files; `gongwen extract` reads the notices in it one by one if it is called .zip",
    "image": "a picture; notices are read from text, a scan needs text recognition first",
    "mht": "a web archive (MHTML); save the page as HTML",
    "calendar": "a calendar (.ics)",
    "result": "what gongwen made of a notice, and no notice",
    "json": "JSON",
    "xml": "XML of no known kind",
    "xls": "a spreadsheet (.xls)",
    "xlsx": "a spreadsheet (.xlsx)",
    "ppt": "a presentation (.ppt)",
    "pptx": "a presentation (.pptx)",
    "ole2": "an OLE2 file without a Word document",
}
_SUPPORTED = "plain text, Markdown, HTML, DOCX, PDF and OFD are read, .doc, .wps, .rtf and .odt after conversion"
TIMEOUT = 180
"""Seconds that LibreOffice may take for one file."""


def read_converted(data: bytes, found: str, name: str, *, convert: bool) -> Reading:
    """The Reading of the DOCX that LibreOffice makes of `data`; refused if not asked for, or where it cannot be."""
    if found == "encrypted":
        raise Refused("encrypted", f"{name} is encrypted; save it without a password.")
    if found not in CONVERTIBLE:
        raise UnsupportedFormat(f"{name} is {_ADVICE.get(found, f'a {found} file')}. Supported: {_SUPPORTED}.")
    suffix, media_type, kind = CONVERTIBLE[found]
    if not convert:
        raise UnsupportedFormat(f"{name} is {kind}; convert it first: {conversion_command(name)}")
    from pipeline.inputs.docx import read_docx

    reading = read_docx(_to_docx(data, suffix, name, kind))
    message = f"Read as DOCX after conversion by LibreOffice; {name} is {kind}."
    note = Diagnostic(code="converted", severity="info", message=message)
    return replace(reading, media_type=media_type, diagnostics=(*reading.diagnostics, note))


def conversion_command(name: str) -> str:
    """The command that a user can copy."""
    return f"soffice --headless --convert-to docx {shlex.quote(name)}"


def _to_docx(data: bytes, suffix: str, name: str, kind: str) -> bytes:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        raise UnsupportedFormat(
            f"{name} is {kind} and LibreOffice (soffice) is not on this machine; convert it elsewhere: "
            f"{conversion_command(name)}"
        )
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        source = Path(folder) / f"notice{suffix}"
        source.write_bytes(data)
        _run([program, *_options(folder), str(source)], name)
        try:
            return source.with_suffix(".docx").read_bytes()
        except FileNotFoundError as e:
            raise Refused("conversion-failed", f"LibreOffice could not convert {name}.") from e


def _options(folder: str) -> tuple[str, ...]:
    """A profile of its own, so that a LibreOffice the user has open does not swallow the call."""
    profile = (PurePath(folder) / "profile").as_posix()
    return (
        f"-env:UserInstallation=file://{'' if profile.startswith('/') else '/'}{profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
        "--outdir",
        folder,
    )


def _run(command: list[str], name: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as e:
        raise Refused("conversion-failed", f"LibreOffice took more than {TIMEOUT} seconds over {name}.") from e
    except (subprocess.CalledProcessError, OSError) as e:
        raise Refused("conversion-failed", f"LibreOffice could not convert {name}: {e}") from e
