"""Who wrote the article: document in, names out; never the editor, never the source."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from lxml.etree import _Element

from newsarchive.extraction import bylines, eastern, house, names, reporters, select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.extraction.persons import is_chinese_person, is_organisation
from newsarchive.extraction.pieces import Kind
from newsarchive.sites import Site
from newsarchive.text import fold, squeeze

Authors = Found[tuple[str, ...]]

_META = (
    "author article:author author_name article:author_name dc.creator dcterms.creator byl parsely-author "
    "sailthru.author dable:author cxenseparse:author og:author og:article:author creator"
).split()
_TOLD = ("author", "authorname", "writer")  # names of hidden fields and of data in scripts
_SURNAME_FIRST = re.compile(r"^([^,]+), ([^,]+)$")
_ADDRESS = re.compile(r"https?:|www\.|@|.*://|[^\s/]+\.\w+/")
_WRITTEN_BY = re.compile(r"\b(?:by|von|par|por|da|di|door|av|af|autor|auteur|från)\b|作者|撰", re.I)
_OF_EDITOR = re.compile("编辑|編輯")
_SHORT = 20  # characters of an element that names Chinese writers
_PART = 4  # characters from which the site's name within another one makes it the house's
_MOST = 12
_LONGEST = 400  # characters of a credit in metadata


def read(
    document: Document, site: Site, parts: Parts, *, besides: Collection[str] = (), account: str | None = None
) -> Authors | None:
    """The writers by the site's rule, credit lines or metadata.

    `besides` are names that are credited otherwise; `account` is who published the page on a platform of accounts, and
    its author where it names no other.
    """
    if (selector := site.read.get("authors")) and (texts := select.strings(document.tree, selector)):
        values = (text.replace("：", ":").rpartition(":")[2] for text in texts)
        return _answer((name for value in values for name in names.split(value)), "site rule", besides)
    if parts.is_chinese:
        labelled = reporters.labelled(parts.credits_above)
        if called := [name for name in labelled if not is_organisation(name)]:
            # Whom the byline calls the author is one, even if the page calls him its editor, too.
            return _answer(called, "visible byline", ())
        readings = _chinese(document, parts, labelled, account)
    else:
        readings = _western(document, site, parts)
    return next((answer for found, by in readings if (answer := _answer(found, by, besides))), None)


def _answer(found: Iterable[str], by: str, besides: Collection[str]) -> Authors | None:
    known = {fold(name) for name in besides}
    kept = tuple(dict.fromkeys(name for name in found if fold(name) not in known))[:_MOST]
    return Found(kept, by) if kept else None


def _chinese(
    document: Document, parts: Parts, labelled: Iterable[str], account: str | None
) -> Iterator[tuple[Iterable[str], str]]:
    """A Chinese page prints its writers; its metadata name the account or the source as the author.

    `labelled` are the names behind labels in the byline, here organisations.
    """
    yield labelled, "visible byline"
    yield reporters.of_paper(parts.byline), "visible byline"
    yield reporters.labelled(parts.credits_below), "credit line"
    yield reporters.in_text(parts), "credit in the text"
    yield _named(parts), "visible byline"
    yield reporters.posted((*parts.byline, *parts.tail)), "visible byline"  # also where readers write
    yield reporters.lone(parts), "visible byline"
    yield reporters.beside_date(parts.byline), "visible byline"
    yield reporters.as_source((*parts.byline, *parts.closing)), "credit line"
    yield [account] if account else [], "visible byline"
    yield filter(is_chinese_person, (name for name, _ in _json_ld(document))), "json-ld"
    yield filter(is_chinese_person, (name for text in _meta(document) for name in names.split(text))), "meta"
    told = (name for key in _TOLD for name in names.split(document.hidden.get(key, "")))
    yield filter(is_chinese_person, told), "script"


def _western(document: Document, site: Site, parts: Parts) -> Iterator[tuple[Iterable[str], str]]:
    """Elsewhere metadata name the writers better than the page; agencies count where nobody else is named."""
    told, own = list(_json_ld(document)), house.names(document, site)
    persons = _persons((name for name, is_house in told if not is_house), own)
    yield persons if any(map(_is_full, persons)) else [], "json-ld"
    shown = [eastern.named(parts), bylines.in_elements(parts), bylines.printed(parts)]
    meta = list(_meta(document))
    called = _persons(meta, own)
    # A lone word is as often an account, a channel or a button as a name.
    yield from ((found, "visible byline") for found in shown if any(map(_is_full, found)))
    yield called if any(map(_is_full, called)) else [], "meta"
    yield persons, "json-ld"
    yield _in_microdata(document), "microdata"
    yield from ((found, "visible byline") for found in shown)
    yield called, "meta"
    yield bylines.lone(parts), "visible byline"
    yield bylines.signed(parts), "credit in the text"
    yield (name for name, _ in told), "json-ld"
    yield filter(None, map(names.clean, meta[:1])), "meta"


def _in_microdata(document: Document) -> list[str]:
    """The name of the first author that elements tell which show nothing; further ones are of answers and comments."""
    tags = document.silent("meta")
    named = (tag for tag in tags if tag.get("itemprop") == "name" and _is_of_author(tag.getparent()))
    first = next(named, None)
    return names.split(first.get("content") or "") if first is not None else []


def _is_of_author(element: _Element | None) -> bool:
    return element is not None and "author" in (element.get("itemprop") or "").split()


def _is_full(name: str) -> bool:
    """Whether a name has several words, or is written in a script that does not part them."""
    return " " in name or not name.isascii()


def _named(parts: Parts) -> list[str]:
    """The persons in elements that say they hold an author."""
    for kind in (Kind.PERSON, Kind.AUTHOR):
        shown = (piece.text for piece in parts.pieces if piece.kind is kind and len(piece.text) <= _SHORT)
        for text in shown:
            if not _OF_EDITOR.search(text) and (found := list(filter(is_chinese_person, names.split(text)))):
                return found
    return []


def _json_ld(document: Document) -> Iterator[tuple[str, bool]]:
    """The names of the JSON-LD's authors and whether each is called an organisation; the publisher is no author."""
    value = document.news_ld.get("author") or document.news_ld.get("creator")
    publisher = document.news_ld.get("publisher")
    for person in value[:_MOST] if isinstance(value, list) else [value]:
        if isinstance(person, Mapping) and "name" not in person:
            person = _named_by(document, person.get("@id"))
        kind = str(person.get("@type")) if isinstance(person, Mapping) else ""
        if kind == "Organization" and _name_of(person) == _name_of(publisher):
            continue
        told: Any = _name_of(person) if isinstance(person, Mapping) else person
        for name in told[:_MOST] if isinstance(told, list) else [told]:
            if isinstance(name, str) and len(name) <= _LONGEST and name.strip() and not _ADDRESS.match(name):
                yield squeeze(html.unescape(name)), "Organization" in kind


def _named_by(document: Document, identity: Any) -> Mapping[str, Any] | None:
    """The object of the JSON-LD that a mere reference points to."""
    if not isinstance(identity, str):
        return None
    return next((each for each in document.json_ld if each.get("@id") == identity and "name" in each), None)


def _name_of(told: Any) -> Any:
    return told.get("name") if isinstance(told, Mapping) else None


def _meta(document: Document) -> Iterator[str]:
    """What meta tags call the author; that of a scholarly page stands there once for each."""
    meta = document.meta
    if "citation_author" in meta:
        tags = document.silent("meta")
        cited = (squeeze(tag.get("content") or "") for tag in tags if tag.get("name") == "citation_author")
        yield from (_SURNAME_FIRST.sub(r"\2 \1", name) for name in cited)
        return
    label, shown = meta.get("twitter:label1", ""), meta.get("twitter:data1", "")
    named = (text for name in _META if name in meta for text in _all(document, name))
    told = (*named, shown if _WRITTEN_BY.search(label) else "")
    yield from (html.unescape(text[:_LONGEST]) for text in told if text and not _ADDRESS.match(text))


def _all(document: Document, name: str) -> Iterator[str]:
    """What every meta tag of a name says: some pages have one for each writer."""
    for tag in document.silent("meta"):
        if name in ((tag.get(each) or "").lower() for each in ("property", "name", "itemprop")):
            yield squeeze(tag.get("content") or "")


def _persons(told: Iterable[str], own: Collection[str]) -> list[str]:
    """The persons among names that metadata tell, several in a string; `own` is what the site calls itself."""
    found = (name for text in told for name in names.split(text))
    return [name for name in found if not is_organisation(name) and not _is_house(fold(name), own)]


def _is_house(name: str, own: Collection[str]) -> bool:
    return name in own or any(len(each) > _PART and each in name for each in own)
