"""Pages made to hurt, of any size: what costs a reader time that does its work twice for every piece of a page."""

from __future__ import annotations

from collections.abc import Callable

MEGABYTE = 1 << 20
LINE = "南山区今天公布了新的科技园区规划，园区将于明年春天开工，预计投资二十亿元。"
P = f"<p>{LINE}</p>"
HEAD = "<html><head><title>南山区公布园区规划</title></head><body><h1>南山区公布园区规划</h1>"


def _fill(unit: str, megabytes: float) -> str:
    return unit * _times(unit, megabytes)


def _times(unit: str, megabytes: float) -> int:
    return int(megabytes * MEGABYTE / len(unit.encode())) + 1


def _ld(data: str) -> str:
    """A page with this JSON-LD."""
    return (
        f'<html><head><script type="application/ld+json">{data}</script><title>南山区公布园区规划</title>{HEAD}{P * 5}'
    )


def _list(item: str, megabytes: float) -> str:
    return ",".join([item] * _times(item, megabytes))


_AUTHOR = '{"@type":"Person","name":"张三"}'
_WORD, _IMAGE = '"南山"', '{"@type":"ImageObject","url":"/a.jpg"}'
_CRUMB = '{"@type":"ListItem","position":1,"name":"要闻"}'
PAGES: dict[str, Callable[[float], str]] = {
    "paragraphs": lambda size: HEAD + _fill(P, size),
    "one paragraph": lambda size: f"{HEAD}<p>{_fill(LINE, size)}",
    "lines by br": lambda size: f"{HEAD}<div>{_fill(f'　　{LINE}<br>', size)}",
    "plain text": lambda size: _fill(f"{LINE}\n", size),
    "plain text, one line": lambda size: _fill("word ", size),
    "plain text, tiny lines": lambda size: _fill("ab\n", size),
    "links in a line": lambda size: HEAD + _fill('<a href="/n/1.html">南山区新闻</a> ', size),
    "links in a list": lambda size: HEAD + _fill('<li><a href="/n/1.html">南山区新闻</a></li>', size),
    "rows": lambda size: f"{HEAD}<table>{_fill('<tr><td>a</td><td>b</td></tr>', size)}",
    "one row": lambda size: f"{HEAD}<table><tr>{_fill('<td>a</td>', size)}",
    "images": lambda size: HEAD + P * 5 + _fill("<img src='/a/b.jpg'>", size) + P * 5,
    "images in paragraphs": lambda size: HEAD + _fill(f"{P}<p><img src='/a/b.jpg'></p>", size),
    "images far down": lambda size: HEAD + P * 5 + "<div>" * 440 + _fill("<img src='/a/b.jpg'>", size) + "</div>" * 440,
    "headlines": lambda size: HEAD + _fill("<h1>南山区公布园区规划</h1>", size) + P * 5,
    "bylines": lambda size: HEAD + P * 5 + _fill("<p>2023-06-01 17:34:56 来源:青江身边事</p>", size) + P,
    "editors": lambda size: HEAD + P * 5 + _fill("<p>责任编辑：张三</p>", size),
    "a byline without an end": lambda size: f"{HEAD}<p>{_fill('来源：', size)}</p>" + P * 5,
    "times": lambda size: f"{HEAD}<p>{_fill('2023-06-01 17:34 ', size)}</p>" + P * 5,
    "crumbs": lambda size: f"{HEAD}<div>当前位置：{_fill('首页 > ', size)}</div>" + P * 5,
    "tags": lambda size: f"{HEAD}{P * 5}<div class=tags>标签：{_fill('<a href=/t>南山</a> ', size)}</div>",
    "a title": lambda size: f"<title>{_fill('南山区_', size)}</title>" + P * 5,
    "a title of dashes": lambda size: f"<title>{_fill('- ', size)}</title>" + P * 5,
    "metas": lambda size: _fill("<meta name=a content=b>", size) + P * 5,
    "options": lambda size: f"{HEAD}<select>{_fill('<option>a</option>', size)}</select>" + P * 5,
    "nested div": lambda size: HEAD + _fill("<div>", size) + P * 5,
    "nested b": lambda size: HEAD + _fill("<b>", size) + P * 3,
    "nested p and font": lambda size: HEAD + _fill("<p><font>", size) + P * 3,
    "nested tables": lambda size: HEAD + _fill("<table><tr><td>", size) + P * 3,
    "nested lists": lambda size: HEAD + _fill("<ul><li>", size) + P * 3,
    "nested forms": lambda size: HEAD + _fill("<form>", size) + P * 5,
    "nested in svg": lambda size: HEAD + "<svg>" + _fill("<g>", size) + "</svg>" + P * 5,
    "nested and closed": lambda size: HEAD + _fill("<div>" * 400 + P + "</div>" * 400, size),
    "tags crossed": lambda size: HEAD + _fill("<div><p><span></div></p></span>", size) + P * 5,
    "tags reopened": lambda size: HEAD + _fill("<b><i><u><p>", size) + P * 5,
    "closing tags": lambda size: HEAD + _fill("</b></div>", size) + P * 5,
    "elements without text": lambda size: HEAD + _fill("<i></i>", size) + P * 5,
    "an attribute": lambda size: f'{HEAD}<div class="{_fill("a b ", size)}">{P * 5}</div>',
    "an attribute without an end": lambda size: f'{HEAD}{P * 5}<div class="{_fill("a b ", size)}',
    "a style": lambda size: f'{HEAD}<div style="{_fill("a", size)}">{P * 5}</div>',
    "an address": lambda size: f'{HEAD}{P * 5}<a href="{_fill("/a", size)}">x</a><img src="{_fill("../", size)}">{P}',
    "entities": lambda size: _fill("&amp;&#20013;", size),
    "entities broken": lambda size: _fill("&", size),
    "comments": lambda size: HEAD + _fill("<!-- a -->", size),
    "a comment without an end": lambda size: "<!--" + _fill("-", size),
    "brackets": lambda size: _fill("<", size),
    "empty tags": lambda size: _fill("<></", size),
    "tags without an end": lambda size: HEAD + _fill("<a ", size),
    "NULs": lambda size: _fill("\0", size),
    "NULs between": lambda size: "\0".join(HEAD + _fill(P, min(size, 1))),
    "spaces": lambda size: f"{HEAD}{P * 5}<p>{_fill(' ', size)}a</p>",
    "wide spaces": lambda size: f"{HEAD}{P * 5}<p>{_fill(chr(0x3000) + chr(0xA0), size)}a</p>",
    "bare breaks": lambda size: f"{HEAD}{P}<div>{_fill('<br>', size)}</div>{P * 5}",
    "breaks in a paragraph": lambda size: f"{HEAD}<p>{_fill('字<br>', size)}",
    "text in small elements": lambda size: f"{HEAD}<p>{_fill('<span>南</span>', size)}",
    "a sentence a span": lambda size: f"{HEAD}<p>{_fill(f'<span>{LINE}</span>', size)}",
    "a word without an end": lambda size: f"{HEAD}<p>{_fill('a', size)}</p>{P * 5}",
    "a number without an end": lambda size: f"{HEAD}<p>{_fill('1', size)}</p>{P * 5}",
    "stops": lambda size: f"{HEAD}<p>{_fill('。', size)}</p>{P * 5}",
    "quotation marks": lambda size: f"{HEAD}<p>{_fill('“', size)}</p>{P * 5}",
    "brackets in text": lambda size: f"{HEAD}<p>{_fill('【(', size)}</p>{P * 5}",
    "captions": lambda size: HEAD + P * 3 + _fill("<figure><img src=/a.jpg><figcaption>图</figcaption></figure>", size),
    "figures nested": lambda size: HEAD + P * 3 + _fill("<figure><img src=/a.jpg>", size) + P,
    "small headings": lambda size: HEAD + _fill("<h2>小标题</h2>", size) + P * 5,
    "headings and text": lambda size: HEAD + _fill(f"<h2>小标题</h2>{P}", size),
    "headlines all the same": lambda size: HEAD + _fill("<p>南山区公布园区规划</p>", size) + P * 5,
    "datelines": lambda size: HEAD + _fill("<p>新华社北京6月1日电(记者 张三 李四)</p>", size),
    "names": lambda size: f"{HEAD}<p>记者 {_fill('张三 李四、', size)}</p>{P * 5}",
    "bylines in elements": lambda size: HEAD + _fill('<span class="author">张三</span> ', size) + P * 5,
    "stamps in elements": lambda size: HEAD + _fill('<time datetime="2023-06-01T08:00">6月1日</time>', size) + P * 5,
    "comments of readers": lambda size: HEAD + P * 5 + "<h3>评论</h3>" + _fill("<div class=comment>好</div>", size),
    "a table of lines": lambda size: f"{HEAD}<table>{_fill(f'<tr><td>{LINE}</td><td>1</td></tr>', size)}",
    "rows that are not closed": lambda size: f"{HEAD}{P * 3}<table>{_fill('<tr>', size)}",
    "links within links": lambda size: HEAD + _fill("<a href=/1>南", size) + P * 5,
    "anchors with long titles": lambda size: f"{HEAD}<a href=/1 title='{_fill('南', size)}'>南</a>{P * 5}",
    "an image with a long text": lambda size: f"{HEAD}{P * 3}<img src=/a.jpg alt='{_fill(LINE, size)}'>{P * 3}",
    "a list of sources": lambda size: f"{HEAD}{P * 3}<img srcset='{_fill('/a.jpg 1x,', size)}'>{P * 3}",
    "keywords": lambda size: f"<meta name=keywords content='{_fill('南山,', size)}'>{HEAD}{P * 5}",
    "a description": lambda size: f"<meta name=description content='{_fill(LINE, size)}'>{HEAD}{P * 5}",
    "an author": lambda size: f"<meta name=author content='{_fill('张三 ', size)}'>{HEAD}{P * 5}",
    "a date": lambda size: f"<meta name=publishdate content='{_fill('2023-06-01 ', size)}'>{HEAD}{P * 5}",
    "a headline told twice": lambda size: f"<title>{_fill('南山', size)}</title><h1>{_fill('南山', size)}</h1>{P * 5}",
    "a headline of marks": lambda size: f"<title>南山区{_fill('_|-—', size)}</title><h1>南山区</h1>{P * 5}",
    "titles": lambda size: _fill("<title>南山区</title>", size) + HEAD + P * 5,
    "bases": lambda size: _fill("<base href='/a/'>", size) + HEAD + P * 5,
    "a script": lambda size: f"{HEAD}<script>{_fill('var a = 1; f(a);', size)}</script>{P * 5}",
    "a script that holds the text": lambda size: (
        f'{HEAD}<script>window.__STATE__ = {{"title":"南山区公布园区规划","content":"{_fill(P, size)}"}}</script>'
    ),
    "scripts": lambda size: HEAD + _fill("<script>a=[1]</script>", size) + P * 5,
    "scripts that turn pages": lambda size: f"{HEAD}{P * 5}<script>{_fill('createPage', size)}( countPage = </script>",
    "JSON-LD, authors": lambda size: _ld(f'{{"@type":"NewsArticle","author":[{_list(_AUTHOR, size)}]}}'),
    "JSON-LD, keywords": lambda size: _ld(f'{{"@type":"NewsArticle","keywords":[{_list(_WORD, size)}]}}'),
    "JSON-LD, images": lambda size: _ld(f'{{"@type":"NewsArticle","image":[{_list(_IMAGE, size)}]}}'),
    "JSON-LD, a headline": lambda size: _ld(f'{{"@type":"NewsArticle","headline":"{_fill("南山", size)}"}}'),
    "JSON-LD, a text": lambda size: _ld(f'{{"@type":"NewsArticle","articleBody":"{_fill(LINE, size)}"}}'),
    "JSON-LD, crumbs": lambda size: _ld(f'{{"@type":"BreadcrumbList","itemListElement":[{_list(_CRUMB, size)}]}}'),
    "JSON-LD, objects nested": lambda size: _ld(_fill('{"@graph":', size)),
    "JSON-LD, closed": lambda size: _ld("[" * _times("[]", size) + "]" * _times("[]", size)),
    "JSON-LD, nested": lambda size: f'{HEAD}<script type="application/ld+json">{_fill("[", size)}</script>' + P * 5,
    "JSON-LD, a list": lambda size: (
        HEAD
        + '<script type="application/ld+json">['
        + ",".join(['{"@type":"NewsArticle","headline":"x"}'] * int(size * 25_000))
        + f"]</script>{P * 5}"
    ),
    "JSON-LD, commas": lambda size: f'{HEAD}<script type="application/ld+json">{_fill(",", size)}</script>' + P * 5,
    "state": lambda size: f"{HEAD}<script>window.a={_fill('{a=[', size)}</script>",
    "state, keys": lambda size: f"{HEAD}<script>{_fill('text', size)}:</script>",
    "state, strings": lambda size: f"{HEAD}<script>{_fill('content:`a` text: ', size)}</script>",
}
"""Pages made to hurt, by name: megabytes -> the page."""
