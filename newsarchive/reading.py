"""The chain on one screen: Page + Site -> Article, or NotAnArticle(outcome).

    Page -> Document -> blocks judged -> text and fields -> Article

The crawl, `newsarchive read`, `newsarchive rebuild` and the benchmarks call this same function; nothing in it knows of
files, the network or the clock, so a page kept for five years is read as a fresh one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsarchive.cleaning import headline
from newsarchive.errors import NotAnArticle
from newsarchive.extraction import (
    authors,
    canonical,
    date,
    dateline,
    description,
    editor,
    house,
    language,
    refusal,
    section,
    source,
    tags,
    title,
)
from newsarchive.extraction.document import Document, parse
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.judging import Judged, judge
from newsarchive.records import Article, Page, content_hash
from newsarchive.sites import Site
from newsarchive.sites.defaults import is_guess, timezone_of
from newsarchive.text import storable, weight
from newsarchive.urls import article_id, site_of

LISTING = "listing"
"""What `read_by` calls the listing that led to an article."""

_NEARLY_ALL = 0.9  # of the weight of a page's lines: one that another shows so much of adds nothing
_FIRST_LINE = 100  # characters of the text that stand for the headline where a page has none


def read_page(page: Page, site: Site) -> Article:
    """The article of a page. Raises NotAnArticle, or Unreadable where its bytes make no text."""
    return read_document(parse(page, site), site)


def read_document(
    document: Document, site: Site, *, further: Sequence[Document] = (), said: str | None = None
) -> Article:
    """The article of a parsed page; `further` are its further pages, in order, whose text is joined to it.

    `said` is what is to be said of how its pages were come by, and which are missing.
    """
    first = judge(document, site)
    pages = [first, *(judge(each, site) for each in further)]
    joined = _joined(pages)
    lines = [block for page in joined for block in page.kept]
    if refused := refusal.reason(first.document.layout, lines):
        raise NotAnArticle(*refused, url=document.page.url)
    text = "\n".join(block.text for block in lines)
    found = _fields(pages, site, text)
    values = {name: each.value for name, each in found.items()}
    fetched = document.page.fetched_at
    return Article(
        **values,
        id=article_id(values["canonical_url"]),
        url=storable(document.page.url),
        site=site_of(f"http://{site.host}") if site.host else site_of(document.page.url),
        date_fetched=fetched.astimezone(UTC).isoformat(timespec="seconds") if fetched else None,
        images=tuple(dict.fromkeys(image for page in joined for image in page.pictures.images)),
        text=text,
        pages=len(joined),
        removed=tuple(removed for page in joined for removed in page.removed),
        read_by={name: each.by for name, each in found.items()}
        | {"text": first.by}
        | ({"pages": said} if said else {}),
        content_hash=content_hash(values["title"], text),
    )


def completed(article: Article, *, section: str | None, date_published: str | None) -> Article:
    """The article with section and day of publication as its listing has them, where its own page is silent."""
    listed = {"section": section, "date_published": date_published}
    told: dict[str, Any] = {name: value for name, value in listed.items() if value and not getattr(article, name)}
    read_by = {**article.read_by, **dict.fromkeys(told, LISTING)}
    return replace(article, **told, read_by=read_by) if told else article


def _joined(pages: Sequence[Judged]) -> list[Judged]:
    """The pages that make up the text: without those whose lines another shows as well.

    The page that shows the whole article holds what the first one does, and some portals answer to the number of a page
    that they do not have with the first one.
    """
    joined: list[Judged] = []
    for page in pages:
        if not _shows(joined, page):
            joined = [page] if _shows([page], *joined) else [*joined, page]
    return joined or [pages[0]]


def _shows(pages: Sequence[Judged], *others: Judged) -> bool:
    """Whether pages show nearly all lines of others, of which the last line may be cut short."""
    lines = {block.text for page in pages for block in page.kept}
    wanted = [block.text for page in others for block in page.kept]
    if wanted and (start := wanted[-1].rstrip("….。 ")):
        wanted[-1] = next((line for line in lines if line.startswith(start)), wanted[-1])
    shown = sum(weight(line) for line in wanted if line in lines)
    return shown >= _NEARLY_ALL * sum(map(weight, wanted))


def _fields(pages: Sequence[Judged], site: Site, text: str) -> dict[str, Found[Any]]:
    """Each field that a reader found, by its name, and the reader with it."""
    document, parts = pages[0].document, pages[0].parts
    printed = title.read(document, site, parts)
    clean = _headline(document, site, parts, printed)
    spoken = language.read(document, site, text)
    beginning = Found(text[:_FIRST_LINE].partition("\n")[0], "first line")
    found: dict[str, Found[Any] | None] = {
        "title": Found(clean, printed.by) if printed else beginning,
        "raw_title": printed or beginning,
        "original_title": _plain(title.read_original(parts)),
        "language": spoken,
        "section": section.read(document, site, parts, clean),
        "tags": tags.read(document, site, parts),
        "description": description.read(document, site),
        "canonical_url": canonical.read(document),
        "dateline": _plain(dateline.read(parts)),
        **_dates(document, site, pages[0], spoken.value if spoken else None),
        **_credits(pages, site),
    }
    return {name: each for name, each in found.items() if each is not None}


def _dates(document: Document, site: Site, judged: Judged, tag: str | None) -> dict[str, Found[Any] | None]:
    """When the article was published and changed, in the zone of the site."""
    zone, sure = _home_zone(site, tag)
    published, changed = (read(document, site, judged.parts) for read in (date.published, date.modified))
    return {
        "date_published": Found(published.value.iso(zone, sure=sure), published.by) if published else None,
        "date_published_raw": Found(published.value.raw, published.by) if published else None,
        "date_modified": Found(changed.value.iso(zone, sure=sure), changed.by) if changed else None,
    }


def _credits(pages: Sequence[Judged], site: Site) -> dict[str, Found[Any] | None]:
    """Who is credited; an editor may stand on the last page alone."""
    document, parts, last = pages[0].document, pages[0].parts, pages[-1]
    edited = editor.read(document, site, parts) or editor.read(last.document, site, last.parts)
    credited = source.read(document, site, parts)
    origin = source.read_original(parts, credited.value.name if credited else None)
    if credited is None and origin:
        credited, origin = Found(source.Source(origin), "credit in the text"), None
    besides = [*(edited.value.split("、") if edited else ()), *([site.name] if site.name else [])]
    account = credited.value.name if credited and credited.value.account else None
    return {
        "editor": edited,
        "source": Found(credited.value.name, credited.by) if credited else None,
        "source_url": _plain(credited.value.url if credited else None),
        "original_source": _plain(origin),
        "authors": authors.read(document, site, parts, besides=besides, account=account),
    }


def _plain(value: str | None) -> Found[Any] | None:
    """A field whose reader is told by where it stands: credits in the text and the like."""
    return Found(value, "credit line") if value else None


def _headline(document: Document, site: Site, parts: Parts, printed: Found[str] | None) -> str:
    if printed is None:
        return ""
    seen = [block.text for block in document.layout.blocks if len(block.text) < 200]
    copied = printed.by in ("title tag", "meta")
    names, told = house.names(document, site), title.tell(document)
    own = title.words(printed.value, document, parts)
    return headline.clean(own, names=names, seen=seen, told=told, tag=copied).text


def _home_zone(site: Site, tag: str | None) -> tuple[tzinfo, bool]:
    """The zone of the site's press, and whether that is known or a guess: English may be written in any zone."""
    name = site.timezone or timezone_of(site.host, tag)
    sure = bool((site.timezone and not is_guess(site)) or (tag and timezone_of("", tag.partition("-")[0])))
    try:
        return (ZoneInfo(name), sure) if name else (UTC, False)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC, False
