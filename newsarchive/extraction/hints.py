"""What the class and id names of an element say about its content: names in, a bit mask of `Hint` out."""

from __future__ import annotations

import re
from enum import IntFlag
from functools import lru_cache


class Hint(IntFlag):
    """What a name such as "article-content" or "xiangguan" lets expect."""

    CONTENT = 1
    ARTICLE = 2
    TITLE = 4
    META = 8
    COMMENT = 16
    RELATED = 32
    RANK = 64
    NAVIGATION = 128
    SIDE = 256
    FOOTER = 512
    HEADER = 1024
    SHARE = 2048
    ADVERT = 4096
    CAPTION = 8192
    TAGS = 16384
    LEGAL = 32768
    LIST = 65536
    PAGER = 131072
    EDITOR = 262144
    MEDIA = 524288
    PROMPT = 1048576
    HIDDEN = 2097152
    LEAD = 4194304


# Words of class and id names, in English and in the pinyin and abbreviations of Chinese CMSs.
_WORDS = {
    Hint.CONTENT: r"content|cont\b|body|zhengwen|neirong|wenzhang|fontzoom|artibody|zoom|endtext|main-?text|text\b"
    r"|txt|entry|prose|rich-?text",
    Hint.ARTICLE: r"article|story|news|post\b|artical|detail|blog|single|hentry",
    Hint.TITLE: r"title|headline|biaoti|\bh1\b|\btit\b",
    Hint.META: r"meta|info|byline|source|laiyuan|date|time|author|pub(?!lic)|origin|from|posted|timestamp"
    r"|dateline|credit",
    Hint.COMMENT: r"comment|pinglun|reply|respond|disqus|guestbook|liuyan|discuss|feedback|cmt|gentie|bbs|koment"
    r"|komment|opini[aeo]",
    Hint.RELATED: r"relat|xiangguan|\bxg|recommend|tuijian|\btj|also|more|similar|outbrain|taboola|interest|next"
    r"|further|extend|yuedu|teaser|promo",
    Hint.RANK: r"rank|paihang|hot|remen|top10|most|popular|trending|phb|\bph\b|click",
    Hint.NAVIGATION: r"nav|menu|crumb|daohang|position|weizhi|location|path|channel|submenu|topbar|toolbar|skip"
    r"|site-?map|tab",
    Hint.SIDE: r"side|aside|right|left(?!-?con)|\brail|col-?[rl23]|widget|secondary|sub-?col|complementary",
    Hint.FOOTER: r"foot|bottom|btm|copyright|banquan|colophon",
    Hint.HEADER: r"head(?!line)|\btop\b|banner|masthead|logo|\bhd\b",
    Hint.SHARE: r"share|fenxiang|social|weibo|weixin|wechat|qrcode|erweima|bdshare|jiathis|addthis|facebook"
    r"|twitter|sns|tool|print|fontsize|favor",
    Hint.ADVERT: r"\bad[sv]?\b|ad[-_]|[-_]ad\b|advert|guanggao|sponsor|dfp|gpt|banner-?ad|adsense|commercial|\bgg",
    Hint.CAPTION: r"caption|tushuo|imgtext|photo-?(?:text|desc|credit)|wp-caption|legend|image-?(?:text|desc)",
    Hint.TAGS: r"\btags?\b|tag[-_]|[-_]tags?|keyword|guanjian|label|topics?\b|biaoqian",
    Hint.LEGAL: r"disclaim|shengming|statement|legal|mianze|copyright|notice|licen[cs]e|cookie|gdpr|consent|privacy",
    Hint.LIST: r"list|\bul\b|items?\b|archive|category|latest|index",
    Hint.PAGER: r"pag(?:e|er|ing|ination)(?!d)|fanye|fenye",
    Hint.EDITOR: r"editor|bianji|zeren|\bduty|bio\b|about-?author|author-?(?:bio|box|info)|profile",
    Hint.MEDIA: r"photo|pic|img|image|gallery|slide|video|player|media|figure|carousel|swiper|lightbox|album",
    Hint.PROMPT: r"subscri|newsletter|signup|sign-up|login|register|download|\bapp\b|app[-_]|paywall|modal|popup"
    r"|overlay|donat|follow|alert",
    Hint.HIDDEN: r"hidden|hide\b|none\b|sr-only|visually|screen-reader|noprint|no-print",
    Hint.LEAD: r"lead\b|summary|abstract|daodu|zhaiyao|intro|standfirst|deck|sub-?title|subhead|excerpt|digest"
    r"|description|dek\b",
}
# Plain integers: arithmetic on flags costs ten times as much, and a page has a thousand elements.
_PATTERNS = tuple((int(hint), re.compile(pattern)) for hint, pattern in _WORDS.items())
TAGS = {
    tag: int(hint)
    for tag, hint in {
        "article": Hint.ARTICLE,
        "main": Hint.CONTENT,
        "aside": Hint.SIDE,
        "nav": Hint.NAVIGATION,
        "header": Hint.HEADER,
        "footer": Hint.FOOTER,
        "figure": Hint.MEDIA,
        "figcaption": Hint.CAPTION,
    }.items()
}
"""What an element's tag says by itself."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST = 200  # characters of names looked at; generated class lists run to thousands


@lru_cache(maxsize=8192)
def read(names: str) -> int:
    """The hints in the class and id of an element, as a bit mask.

    >>> Hint(read("articleContent")) == Hint.ARTICLE | Hint.CONTENT
    True
    """
    names = _CAMEL.sub("_", names[:_LONGEST]).lower().replace("-", "_").replace("_", "-")
    mask = 0
    for hint, pattern in _PATTERNS:
        if pattern.search(names):
            mask |= hint
    return mask
