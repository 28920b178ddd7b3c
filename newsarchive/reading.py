"""The chain on one screen: Page + Site -> Article, or NotAnArticle(outcome).

    Page -> Document -> blocks scored -> rules -> fields -> Article

The crawl, `newsarchive read` and the benchmarks call this same function; nothing in it knows of files, the network or the
clock, so a page kept for five years is read as a fresh one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsarchive.cleaning import cut, headline
from newsarchive.errors import NotAnArticle
from newsarchive.extraction import authors, body, date, dateline, details, editor, images, parts, refusal, scripted, source, title
from newsarchive.extraction.document import Document, parse
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.records import Article, Block, Page, Removed, Verdict
from newsarchive.sites import Site
from newsarchive.sites.defaults import timezone_of
from newsarchive.text import fold, weight
from newsarchive.urls import article_id, site_of

_SHORTEST = 20  # weight (CJK characters count two) of a text that can be an article's
_WEAK = 0.2  # score that the likeliest line must reach where none is surely the article's: links and footers stay below
_NEARLY = 0.6  # share of the likeliest line's score from which others go with it
_LINK_PAGE = 0.75  # share of linked text from which a page without a date is a listing
_CAPTION = "caption"
_PLACEHOLDER = "picture placeholder"
_TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of one page: the verdict on each block, the parts they make up, and which images and captions it has."""

    document: Document
    verdicts: Sequence[Verdict]
    parts: Parts
    pictures: images.Found
    by: str  # the reader that told the article's blocks from the others

    @property
    def kept(self) -> list[Block]:
        """The lines of the article, in page order."""
        return [verdict.block for verdict in self.verdicts if verdict.kept]

    @property
    def removed(self) -> tuple[Removed, ...]:
        """The lines inside the body that were cut, and those right beside it that a rule names."""
        kept = [block.index for block in self.kept]
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
            # "标签:" with no tag behind it is no line that anybody could miss.
            and not (verdict.by == _TAGS and verdict.block.text.endswith((":", "：")))
        )


def read_page(page: Page, site: Site) -> Article:
    """The article of a page. Raises NotAnArticle, or Unreadable where its bytes make no text."""
    return read_document(parse(page, site), site)


def read_document(document: Document, site: Site, *, further: Sequence[Document] = ()) -> Article:
    """The article of a parsed page; `further` are its further pages, in order, whose text is joined to it."""
    first = look(document, site)
    document = first.document
    reads = [first, *(look(each, site) for each in further)]
    if refused := refusal.reason(document.layout, [block for read in reads for block in read.kept]):
        raise NotAnArticle(*refused, url=document.page.url)
    text = "\n".join(block.text for read in reads for block in read.kept)
    printed = title.read(document, site, first.parts)
    raw_title = printed.value if printed else ""
    clean = _headline(document, site, first, printed)
    edited = editor.read(document, site, first.parts)
    credited = source.read(document, site, first.parts)
    origin = source.read_original(first.parts, credited.value.name if credited else None)
    if credited is None and origin:
        credited, origin = Found(source.Source(origin), "credit in the text"), None
    besides = [*(edited.value.split("、") if edited else ()), *([site.name] if site.name else [])]
    account = credited.value.name if credited and credited.value.account else None
    written = authors.read(document, site, first.parts, besides=besides, account=account)
    language = details.read_language(document, site, text)
    home, sure = _home_zone(site, language.value if language else None)
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
        date_published=published.value.iso(home, sure=sure) if published else None,
        date_published_raw=published.value.raw if published else None,
        date_modified=changed.value.iso(home, sure=sure) if changed else None,
        date_fetched=fetched.astimezone(UTC).isoformat(timespec="seconds") if fetched else None,
        authors=written.value if written else (),
        editor=edited.value if edited else None,
        source=credited.value.name if credited else None,
        source_url=credited.value.url if credited else None,
        original_source=origin,
        original_title=title.read_original(first.parts),
        dateline=dateline.read(first.parts),
        description=description.value if description else None,
        tags=tags.value if tags else (),
        images=first.pictures.images,
        text=text,
        pages=1 + len(further),
        removed=first.removed,
        read_by=_readers(source=credited, authors=written, editor=edited, title=printed, date_published=published, date_modified=changed, section=section, tags=tags,
                         description=description, language=language, canonical_url=address, text=Found(None, first.by)),
        content_hash=content_hash(clean, text),
    )  # fmt: skip


def explain(page: Page, site: Site) -> Read:
    """The verdict on each block of a page, with the rule or reader that decided. Raises Unreadable."""
    return look(parse(page, site), site)


def look(document: Document, site: Site) -> Read:
    """The verdict on each block; of the page with its text in place, where only its scripts hold that."""
    read = _judge(document, site)
    told = scripted.read(document, "\n".join(block.text for block in read.kept))
    if told is None:
        return read
    restored = scripted.restored(document, told, read.parts.headline)
    return replace(_judge(restored, replace(site, read={**site.read, "body": scripted.SELECTOR})), by=told.by)


def _judge(document: Document, site: Site) -> Read:
    """Blocks scored, rules applied, captions told from text."""
    scored = body.read(document, site)
    verdicts = cut.judge(document.layout.blocks, scored.value, site, threshold=body.THRESHOLD)
    found = parts.split(document, [verdict.kept for verdict in verdicts])
    verdicts = _likeliest(_without_headline(verdicts, found), found)
    found = parts.split(document, [verdict.kept for verdict in verdicts])
    placeholders = frozenset(verdict.block.index for verdict in verdicts if verdict.by == _PLACEHOLDER)
    pictures = images.read(document, found, placeholders)
    verdicts = [
        Verdict(verdict.block, False, _CAPTION, verdict.score) if verdict.block.index in pictures.captions else verdict
        for verdict in verdicts
    ]
    return Read(document, verdicts, found, pictures, scored.by)


def content_hash(title_: str, text: str) -> str:
    """What tells whether an article changed: SHA-256 of title and text, 32 hexadecimal digits."""
    return hashlib.sha256(f"{title_}\n{text}".encode()).hexdigest()[:32]


def _likeliest(verdicts: list[Verdict], found: Parts) -> list[Verdict]:
    """Where nothing but the headline is kept: the lines likelier than all others. A notice of one line among lists is an
    article, too; the model cannot be sure of it, but it is sure of the lists."""
    if found.headline is None or sum(weight(verdict.block.text) for verdict in verdicts if verdict.kept) >= _SHORTEST:
        return verdicts
    below = [v for v in verdicts if v.by == cut.MODEL and v.block.index > found.headline.index]
    best = max((verdict.score or 0.0 for verdict in below), default=0.0)
    if best < _WEAK:
        return verdicts
    chosen = {verdict.block.index for verdict in below if (verdict.score or 0.0) >= _NEARLY * best}
    return [replace(verdict, kept=verdict.kept or verdict.block.index in chosen) for verdict in verdicts]


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


def _headline(document: Document, site: Site, read: Read, printed: Found[str] | None) -> str:
    if printed is None:
        return ""
    names = [site.name or "", document.meta.get("og:site_name", ""), document.meta.get("application-name", "")]
    seen = [block.text for block in read.document.layout.blocks if len(block.text) < 200]
    return headline.clean(printed.value, names=names, seen=seen, tag=printed.by in ("title tag", "meta")).text


def _home_zone(site: Site, language: str | None) -> tuple[tzinfo, bool]:
    """The zone of the site's press, and whether that is known or a guess: English may be written in any zone."""
    name = site.timezone or timezone_of(site.host, language)
    sure = bool(site.timezone or (language and timezone_of("", language.partition("-")[0])))
    try:
        return (ZoneInfo(name), sure) if name else (UTC, False)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC, False


def _readers(**found: Found[Any] | None) -> dict[str, str]:
    """Which reader won for each field that was found."""
    return {name: each.by for name, each in found.items() if each is not None}
