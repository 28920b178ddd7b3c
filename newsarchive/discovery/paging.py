"""A listing's tree in, where it goes on out: its next page; what page turners look like (`sequel.py` has articles)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote, urljoin, urlsplit

from lxml.etree import _Element

from newsarchive.discovery import anchors, calendars
from newsarchive.discovery.anchors import Anchor
from newsarchive.discovery.links import HEADLINE
from newsarchive.sites import selectors
from newsarchive.sites.schema import Site, Source
from newsarchive.text import squeeze, weight
from newsarchive.urls import absolute, domain_of, host_of

NEXT = re.compile(
    r"^\W*(?:下一?[页頁]|[后後]一?[页頁]|次へ|次のページ|다음|"
    r"(?:next|older)(?: \d{1,3})?(?: page| posts| entries| articles| news| items| stories| results)?|"
    r"weiter|nächste(?: seite)?|suivante?|siguiente|próxima|successiv[ao]|volgende|dalej|następna|далее|след(?:ующая)?|"
    r"вперед|επόμενη|sonraki|trang (?:sau|tiếp)|tiếp|berikutnya|selanjutnya|التالي|التالية|הבא|अगला|ถัดไป)\W*$|"
    r"^(?:>|›|»|→|❯|>>)$",
    re.I,
)
# Where each day has a list of its own, the day before is the next page.
_EARLIER = re.compile(
    r"^\W*(?:前一?[天日]|上一?[天日期]|前一期|昨[天日]|previous (?:day|issue|edition)|yesterday|day before)\W*$", re.I
)
_LOAD = re.compile(
    r"^\W*(?:(?:点击|點擊)?(?:加载|載入|查看|显示|顯示|浏览)更多.{0,4}|(?:load|show|view) more.{0,12}|"
    r"mehr (?:laden|anzeigen)|(?:voir|afficher|charger) plus(?: d.{0,12})?|(?:mostra|carica) altr[io]|"
    r"daha fazla(?: \w{1,10})?|xem thêm|muat (?:lainnya|lebih banyak)|(?:załaduj|pokaż|zobacz) więcej|"
    r"(?:ver|cargar|mostrar|ler|carregar|veja) (?:más|mais)(?: \w{1,10})?|(?:(?:показать|загрузить) )?ещ[её].{0,10}|"
    r"もっと(?:見る|読み込む)|더 ?보기|(?:عرض |تحميل )?المزيد|(?:نمایش |مشاهده )?بیشتر|περισσότερα)\W*$",
    re.I,
)
LAST = re.compile(r"^\W*(?:[尾末]一?[页頁]|最后一?[页頁]|last(?: page)?)\W*$", re.I)
_TURNER = re.compile(r"(?:^|[^a-z])(?:more|older|next|pages?|pager|paging|pagination)(?![a-z])", re.I)
NUMBER = re.compile(r"^\W*(?:第 ?)?(\d{1,4})(?: ?[页頁].{0,30})?\W*$")
_TURNER_CLASS = re.compile(r"(?:^|[^a-z])(?:next|load-?more|more-?btn|btn-?more)(?![a-z])", re.I)

# Pagers that content management systems (TRS and its kin) print by script: total, current (from 0), name, extension.
_CREATE_PAGE = re.compile(
    r"createPage\w{0,20}\(\s{0,9}(?:['\"][^'\"]{0,80}['\"]\s{0,9},\s{0,9})?(\d{1,4})\s{0,9},\s{0,9}(\d{1,4})\s{0,9},"
    r"\s{0,9}['\"]([^'\"]{1,80})['\"]\s{0,9},\s{0,9}['\"](\w{1,6})['\"]"
)
_COUNT_PAGE = re.compile(r"countPage\s{0,9}=\s{0,9}(\d{1,4})")
_CURRENT_PAGE = re.compile(r"currentPage\s{0,9}=\s{0,9}(\d{1,4})")
_WRITTEN_PAGE = re.compile(
    r"['\"/]([\w-]{1,80})_['\"]\s{0,9}\+[\s(]{0,9}\w{1,40}\s{0,9}(?:[+-]\s{0,9}1\s{0,9})?\)?\s{0,9}\+\s{0,9}['\"]\.(\w{1,6})"
)
_SCRIPTS = anchors.elements("//script[not(@src)][contains(., 'createPage') or contains(., 'countPage')]")
_NEXT_RELATION = anchors.elements("//link[@rel='next'][@href] | //a[@rel='next'][@href]")
_BUTTONS = anchors.elements("//*[@data-next or @data-next-url or @data-next-page or @data-url or @data-load-more]")
_PRESSED = anchors.elements("//a | //button | //*[@onclick] | //*[contains(@class, 'more')]")
_LINK = re.compile(r"\s*(?!javascript:)[^\s#]", re.I)
_OPTIONS = anchors.elements("//select/option[@value]")

_DIGITS = re.compile(r"\d+")
_PARAMETERS = re.compile(r";[^/?]*")
# What the first page's address has in place of what its further pages have.
_NAME_OF_FIRST = re.compile(r"(?:/?(?:index|default))?(?:\.[a-z]{2,5})?/?$", re.I)
_GOES_ON = re.compile(
    r"[/_.-]?(?:[^\W\d_]{1,12}[/_-]){0,2}(?:[^\W\d_]{1,12}[/_-]?)?(?:\d{1,4}[/_-])?\d{1,4}(?:\.[a-z]{2,5})?/?|[/.\w-]{0,24}[?&].{0,200}\d.{0,200}",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A URL cut open at its page number: `shift` is 1 where page 2 carries the number 1."""

    head: str
    tail: str
    shift: int

    @classmethod
    def cut(cls, url: str, page: int) -> Self | None:
        """The URL cut at the last number that can be the page's, None without any; `02` is a day, not a page."""
        tokens = [token for token in re.finditer(r"(?<!\d)\d{1,4}(?!\d)", url) if token.start() > len("https://")]
        for shift in (0, 1):
            for token in reversed(tokens):
                if token[0] == str(page - shift):
                    return cls(url[: token.start()], url[token.end() :], shift)
        return None

    def at(self, page: int) -> str:
        """The URL of a page, counted from 1."""
        return f"{self.head}{page - self.shift}{self.tail}"

    def page_of(self, url: str) -> int | None:
        """Which page a URL is, None where it is none of them."""
        number = url.removeprefix(self.head).removesuffix(self.tail)
        fits = url.startswith(self.head) and url.endswith(self.tail) and number.isdecimal() and len(number) <= 4
        return int(number) + self.shift if fits else None


def next_page(tree: _Element, url: str, site: Site, source: Source | None) -> str | None:
    """The page of a listing that follows this one, None where there is none to be seen."""
    return turn(anchors.read(tree, url), tree, url, site, source)


def turn(found: Sequence[Anchor], tree: _Element, url: str, site: Site, source: Source | None) -> str | None:
    """`next_page` for who has the page's links already."""
    if source and source.next:
        pointed = (each if isinstance(each, str) else each.get("href") for each in selectors.found(source.next, tree))
        told: Iterable[str | None] = (absolute(anchors.base_of(tree, url), each or "") for each in pointed)
    else:
        told = _by_looks(found, tree, url)
    domain = domain_of(site.host)
    for address in told:
        if address and address.rstrip("/") != url.rstrip("/") and domain_of(host_of(address)) == domain:
            return address
    return None


def _by_looks(found: Sequence[Anchor], tree: _Element, url: str) -> Iterator[str | None]:
    """What may be the next page, the surest first."""
    base = anchors.base_of(tree, url)
    for element in _NEXT_RELATION(tree):
        yield absolute(base, element.get("href", ""))
    # A ">" or a bare arrow may turn a slide show: it counts only where it leads along the listing.
    for anchor in found:
        if NEXT.match(anchor.text) and (re.search(r"\w", anchor.text) or _along(url, anchor.url)):
            yield anchor.url
    yield from _by_script(tree, base)
    shown = [*found, *options(tree, base)]
    days = set(calendars.of(shown).values())
    yield _by_bar((anchor for anchor in shown if anchor.url not in days), url)
    yield _by_gap((anchor for anchor in found if anchor.url not in days), url)
    for anchor in found:
        turner = _LOAD.match(anchor.text) or _TURNER_CLASS.search(anchor.element.get("class", ""))
        if turner and _along(url, anchor.url):
            yield anchor.url
    for anchor in found:
        if weight(anchor.text) < HEADLINE and _is_turner(anchor.element) and _follows(url, anchor.url):
            yield anchor.url
    for element in _BUTTONS(tree):
        words = anchors.text_of(element, 40)
        if _LOAD.match(words) or NEXT.match(words) or _TURNER_CLASS.search(element.get("class", "")):
            names = ("data-next-url", "data-next-page", "data-next", "data-url", "data-load-more")
            yield absolute(base, next(element.get(name, "") for name in names if element.get(name)))
    yield from (anchor.url for anchor in found if _EARLIER.match(anchor.text))
    yield calendars.before(shown, url)


def has_more_to_press(tree: _Element) -> bool:
    """Whether there is a button that loads more, whatever it does."""
    return any(_LOAD.match(anchors.text_of(element, 40)) for element in _PRESSED(tree))


def is_cut_off(tree: _Element) -> bool:
    """Whether the list goes on behind a button, which has no address as a link does."""
    pressed = (element for element in _PRESSED(tree) if not _LINK.match(element.get("href", "")))
    return any(_LOAD.match(anchors.text_of(element, 40)) for element in pressed)


def _along(url: str, other: str) -> bool:
    """Whether another page may belong to the same listing: numbers alone differ, or it goes on where this one ends.

    `/gn/` goes on with `/gn/index_2.html`, `/gn/list_3_2.html` and `/gn/page/2`, `/gn` with `/gn-p2` and `/gn?page=2`.
    """
    one, two = _told(url), _told(other)
    if urlsplit(url).netloc != urlsplit(other).netloc or one == two:
        return False
    if _DIGITS.sub("#", one) == _DIGITS.sub("#", two):
        return True
    stem = _NAME_OF_FIRST.sub("", one.partition("?")[0])
    return two.startswith(stem) and bool(_GOES_ON.fullmatch(two[len(stem) :]))


def _follows(url: str, other: str) -> bool:
    """Whether another page of the same listing carries the number after this one's, which is 1 where it has none."""
    one, two = _DIGITS.findall(_told(url)), _DIGITS.findall(_told(other))
    before = one if len(one) == len(two) else ["1"]
    return _along(url, other) and int(two[-1]) == int(before[-1]) + 1


def _told(url: str) -> str:
    """Path and query as people read them, without what differs from visit to visit."""
    parts = urlsplit(url)
    return _PARAMETERS.sub("", unquote(parts.path)) + (f"?{unquote(parts.query)}" if parts.query else "")


def _is_turner(element: _Element) -> bool:
    """Whether its name, or that of a box close around it, says that it turns pages."""
    return any(_TURNER.search(each.get("class", "")) for each in (element, *anchors.climb(element, 2)))


def options(tree: _Element, base: str) -> Iterator[Anchor]:
    """The pages of a pager that is a drop-down."""
    for option in _OPTIONS(tree):
        address = absolute(base, option.get("value", "")) if re.search(r"[/.?]", option.get("value", "")) else None
        if address:
            yield Anchor(address, squeeze(option.text or ""), option)


def _by_script(tree: _Element, base: str) -> Iterator[str]:
    for name, extension, current, total in script_pagers(tree):
        if current + 1 < total:
            yield urljoin(base, f"{name}_{current + 1}.{extension}")


def script_pagers(tree: _Element) -> Iterator[tuple[str, str, int, int]]:
    """File name, extension, current page (from 0) and number of pages of each pager that a script prints."""
    for script in _SCRIPTS(tree):
        code = script.text or ""
        for total, current, name, extension in _CREATE_PAGE.findall(code):
            yield name, extension, int(current), int(total)
        count, now, written = _COUNT_PAGE.search(code), _CURRENT_PAGE.search(code), _WRITTEN_PAGE.search(code)
        if count and now and written:
            yield written[1], written[2], int(now[1]), int(count[1])


def _by_bar(found: Iterable[Anchor], url: str) -> str | None:
    """The page after this one by a bar of page numbers; made from the bar's pattern where the bar skips it."""
    shown: dict[Numbered, set[int]] = {}
    for anchor in found:
        number = NUMBER.match(anchor.text)
        cut = Numbered.cut(anchor.url, int(number[1])) if number and anchor.url != url else None
        if number and cut:
            shown.setdefault(cut, set()).add(int(number[1]))
    # Of two readings of one bar ("list_2_2.html"), and of two bars, the one with this page, then the one with more.
    for cut, pages in sorted(shown.items(), key=lambda each: (each[0].page_of(url) is None, -len(each[1]))):
        if len(pages) < 3 and not _along(url, cut.at(max(pages))):
            continue
        following = (cut.page_of(url) or 1) + 1
        if following <= max(pages):
            return cut.at(following)
    return None


def _by_gap(found: Iterable[Anchor], url: str) -> str | None:
    """The page after the one that a bar of numbers does not link to, whatever its addresses count: pages or rows."""
    shown: dict[int, str] = {}
    for anchor in found:
        number = NUMBER.match(anchor.text)
        if number and _along(url, anchor.url):
            shown.setdefault(int(number[1]), anchor.url)
    if len(shown) < 2:
        return None
    return next((shown[number] for number in sorted(shown) if number > 1 and number - 1 not in shown), None)
