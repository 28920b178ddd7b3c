"""The chain on one screen: Page + Site -> Article, or NotAnArticle(outcome).

    Page -> Document -> blocks scored -> rules -> fields -> Article

The crawl, `newsarchive read` and the benchmarks call this same function; nothing in it knows of files, the network or the
clock, so a page kept for five years is read as a fresh one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timezone, tzinfo
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsarchive.cleaning import cut, headline
from newsarchive.errors import NotAnArticle
from newsarchive.extraction import body, credits, date, details, images, parts, title
from newsarchive.extraction.credits import Credits
from newsarchive.extraction.document import Document, parse
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.records import Article, Outcome, Page, Removed, Verdict
from newsarchive.sites import Site
from newsarchive.sites.defaults import timezone_of
from newsarchive.text import fold, weight
from newsarchive.urls import article_id, site_of

_SHORTEST = 20  # weight (CJK characters count two) of a text that can be an article's
_LINK_PAGE = 0.75  # share of linked text from which a page without a date is a listing
_CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of one page: the verdict on each block, the parts they make up, and which images and captions it has."""

    document: Document
    verdicts: Sequence[Verdict]
    parts: Parts
    pictures: images.Found

    @property
    def lines(self) -> list[str]:
        """The lines of the article, in page order."""
        return [verdict.block.text for verdict in self.verdicts if verdict.kept]

    @property
    def removed(self) -> tuple[Removed, ...]:
        """The lines inside the body that were cut, and those right beside it that a rule names."""
        kept = [verdict.block.index for verdict in self.verdicts if verdict.kept]
        if not kept:
            return ()
        beside = self.parts.headline.index + 1 if self.parts.headline else kept[0]
        return tuple(
            Removed(verdict.block.text, verdict.by)
            for verdict in self.verdicts
            if not verdict.kept
            and verdict.by != _CAPTION
            and (
                kept[0] < verdict.block.index < kept[-1] or (verdict.by != cut.MODEL and verdict.block.index >= beside)
            )
        )


def read_page(page: Page, site: Site) -> Article:
    """The article of a page. Raises NotAnArticle, or Unreadable where its bytes make no text."""
    return read_document(parse(page, site), site)


def read_document(document: Document, site: Site, *, further: Sequence[Document] = ()) -> Article:
    """The article of a parsed page; `further` are its further pages, in order, whose text is joined to it."""
    first = look(document, site)
    text = _text([first, *(look(each, site) for each in further)])
    _refuse_what_is_none(first, text)
    printed = title.read(document, site, first.parts)
    raw_title = printed.value if printed else ""
    clean = _headline(document, site, first, printed)
    who = credits.read(document, site, first.parts)
    language = details.read_language(document, site, text)
    home = _home_zone(site, language.value if language else None)
    published, changed = date.published(document, site, first.parts), date.modified(document, site, first.parts)
    section = details.read_section(document, site, first.parts, clean)
    tags, description = details.read_tags(document, site, first.parts), details.read_description(document, site)
    address = details.read_canonical(document)
    fetched = document.page.fetched_at
    return Article(
        id=article_id(address.value),
        url=document.page.url,
        canonical_url=address.value,
        site=site_of(f"http://{site.host}") if site.host else site_of(document.page.url),
        section=section.value if section else None,
        language=language.value if language else None,
        title=clean,
        raw_title=raw_title,
        date_published=published.value.iso(home) if published else None,
        date_published_raw=published.value.raw if published else None,
        date_modified=changed.value.iso(home) if changed else None,
        date_fetched=fetched.astimezone(UTC).isoformat(timespec="seconds") if fetched else None,
        authors=who.authors.value if who.authors else (),
        editor=who.editor.value if who.editor else None,
        source=who.source.value if who.source else None,
        source_url=who.source_url,
        original_source=who.original_source,
        original_title=who.original_title,
        dateline=who.dateline,
        description=description.value if description else None,
        tags=tags.value if tags else (),
        images=first.pictures.images,
        text=text,
        pages=1 + len(further),
        removed=first.removed,
        read_by=_readers(who, title=printed, date_published=published, date_modified=changed, section=section, tags=tags,
                         description=description, language=language, canonical_url=address, text=Found(None, _body_reader(site))),
        content_hash=content_hash(clean, text),
    )  # fmt: skip


def explain(page: Page, site: Site) -> Read:
    """The verdict on each block of a page, with the rule or reader that decided. Raises Unreadable."""
    return look(parse(page, site), site)


def look(document: Document, site: Site) -> Read:
    """Blocks scored, rules applied, captions told from text."""
    scored = body.read(document, site)
    verdicts = cut.judge(document.layout.blocks, scored.value, site, threshold=body.THRESHOLD)
    found = parts.split(document.layout, [verdict.kept for verdict in verdicts], document.title_tag)
    verdicts = _without_headline(verdicts, found)
    found = parts.split(document.layout, [verdict.kept for verdict in verdicts], document.title_tag)
    pictures = images.read(document, found)
    verdicts = [
        Verdict(verdict.block, False, _CAPTION, verdict.score) if verdict.block.index in pictures.captions else verdict
        for verdict in verdicts
    ]
    return Read(document, verdicts, found, pictures)


def content_hash(title_: str, text: str) -> str:
    """What tells whether an article changed: SHA-256 of title and text, 32 hexadecimal digits."""
    return hashlib.sha256(f"{title_}\n{text}".encode()).hexdigest()[:32]


def _without_headline(verdicts: list[Verdict], found: Parts) -> list[Verdict]:
    """The headline is a field, not the first line of the text."""
    if found.headline is None:
        return verdicts
    own = fold(found.headline.text)
    return [
        Verdict(verdict.block, False, "headline", verdict.score)
        if verdict.kept
        and (
            verdict.block.index == found.headline.index
            or (len(verdict.block.text) < 300 and fold(verdict.block.text) == own)
        )
        else verdict
        for verdict in verdicts
    ]


def _text(reads: Sequence[Read]) -> str:
    return "\n".join(line for read in reads for line in read.lines)


def _refuse_what_is_none(read: Read, text: str) -> None:
    url = read.document.page.url
    if weight(text) >= _SHORTEST:
        return
    blocks = read.document.layout.blocks
    size = sum(len(block.text) for block in blocks)
    linked = sum(len(block.text) * block.links for block in blocks)
    if size and linked / size > _LINK_PAGE:
        raise NotAnArticle(Outcome.LISTING, f"{linked / size:.0%} of its text is links", url=url)
    if text:
        raise NotAnArticle(Outcome.TOO_SHORT, f"{len(text)} characters of text", url=url)
    raise NotAnArticle(Outcome.NOT_ARTICLE, "no block reads like an article's", url=url)


def _headline(document: Document, site: Site, read: Read, printed: Found[str] | None) -> str:
    if printed is None:
        return ""
    names = [site.name or "", document.meta.get("og:site_name", ""), document.meta.get("application-name", "")]
    seen = [block.text for block in read.document.layout.blocks if len(block.text) < 200]
    return headline.clean(printed.value, names=names, seen=seen, tag=printed.by in ("title tag", "meta")).text


def _home_zone(site: Site, language: str | None) -> tzinfo:
    name = site.timezone or timezone_of(site.host, language)
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _body_reader(site: Site) -> str:
    return "site rule" if site.read.get("body") else cut.MODEL


def _readers(who: Credits, **found: Found[object] | None) -> dict[str, str]:
    """Which reader won for each field that was found."""
    named: dict[str, Found[object] | None] = {
        **found,
        "source": who.source,
        "authors": who.authors,
        "editor": who.editor,
    }  # type: ignore[dict-item]
    return {name: each.by for name, each in named.items() if each is not None}
