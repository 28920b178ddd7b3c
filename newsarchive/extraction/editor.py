"""Who edited the article: document in, the name as a record has it out, several joined by "、"."""

from __future__ import annotations

import itertools
import re

from newsarchive.extraction import labels, names, select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.extraction.persons import is_chinese_person
from newsarchive.sites import Site

# The responsible editor before any other: a page may name a dozen in its last line.
_LABELS = (
    re.compile(r"(?:责任编辑|責任編輯|责 ?编|責編|责任)\s?(?:[:/|]|(?<=[编輯辑])\s(?=[\u4e00-\u9fff]))\s?"),
    re.compile(
        r"(?:(?<![片频术觉])编 ?辑|編輯|编者)\s?[:/|]\s?"
        r"|[(\[]\s?(?:[^()\[\]]{2,30}\s)?[\u4e00-\u9fff]{0,8}(?:编辑|編輯)\s?(?=[\u4e00-\u9fff]{2,4}\s?[)\]])"
    ),
    re.compile(r"\b(?:Edited by|Editing by|Editor:)\s", re.I),
)
_BARE = re.compile(
    r"(?:^|\s)[\u4e00-\u9fff]{0,4}(?<![片频术觉])(?:编辑|編輯)\s(?P<v>[\u4e00-\u9fff]{2,4})(?:\s|$)|^(?P<w>[\u4e00-\u9fff]{2,4})\s?/\s?(?:核稿|責任)?編輯$"
)
_MAY_NAME = re.compile("[编編责責]|[Dd][Ii][Tt]")  # what stands in every label
_CODE = re.compile(r"[A-Za-z]{0,4}\d{2,6}$")
_META = ("editor", "责任编辑", "article:editor")
_TOLD = ("editorname", "responeditor", "editor")  # names of hidden fields and of data in scripts
_ENDS = 3  # lines at either end of the text in which an editor may stand
_REACH = 200  # characters at the end of a line in which the editor stands
_LONGEST_KEPT = 60  # characters of a line of the text that may be a credit


def read(document: Document, site: Site, parts: Parts) -> Found[str] | None:
    """The editor by the site's rule, the credit lines below, inside and above the text, or a meta tag."""
    ruled = select.strings(document.tree, selector) if (selector := site.read.get("editor")) else []
    if ruled and (name := _joined(ruled[0].replace("：", ":").rpartition(":")[2])):
        return Found(name, "site rule")
    short = [block for block in parts.body if block.index in parts.kept and len(block.text) <= _LONGEST_KEPT]
    kept = [block for block in short if block in parts.body[-_ENDS:] or block in parts.body[:_ENDS]]
    shown = (parts.credits_below, labels.credit_lines(kept[::-1]), parts.credits_above)
    texts = (block.text[-_REACH:] for block in itertools.chain.from_iterable(shown))
    # A search for words that may begin anywhere costs more than to know that they are not there.
    lines = [text for text in texts if _MAY_NAME.search(text)]
    values = (labels.value(line, m.end()) for label in _LABELS for line in lines for m in label.finditer(line))
    codes = (labels.value(line, m.end()) for line in lines for m in _LABELS[0].finditer(line))
    bare = filter(is_chinese_person, (match["v"] or match["w"] for match in map(_BARE.search, lines) if match))
    if name := next(filter(None, (*map(_joined, values), *filter(_CODE.match, codes), *bare)), None):
        return Found(name, "credit line")
    told = (names.clean(document.meta.get(tag, "")) for tag in _META)
    if name := next(filter(None, told), None):
        return Found(name, "meta")
    hidden = (_joined(document.hidden.get(key, "")) for key in _TOLD) if parts.is_chinese else ()
    return next((Found(name, "script") for name in hidden if name), None)


def _joined(value: str) -> str | None:
    """The names of a label's value without staff codes and telephone numbers."""
    found = [name for name in names.split(value) if not _CODE.match(name) and any(map(str.isalpha, name))]
    if not found:
        return None
    return ("、" if any("\u4e00" <= char <= "\u9fff" for char in value) else ", ").join(found)
