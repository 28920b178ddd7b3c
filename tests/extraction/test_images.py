import pytest

from newsarchive.extraction import images


def read(page, **known):
    return images.read(page.document, page.parts, **known)


def pairs(page):
    return [(image.url, image.caption) for image in read(page).images]


BOAT = ("http://news.example/boat.jpg", None)
NAMED = ("http://news.example/boat.jpg", "石桥镇三号渡口")


class TestRead:
    @pytest.mark.parametrize(
        "markup",
        [
            *('<p><img src="/boat.jpg"></p>', '<p><img src="data:image/gif;base64,R0" data-src="/boat.jpg"></p>'),
            *(
                '<p><img data-original="/boat.jpg" src="/loading.gif"></p>',
                '<p><img srcset="/s.jpg 1x, /boat.jpg 2x"></p>',
            ),
        ],
    )
    def test_an_image_of_the_text_whatever_names_its_file(self, article, markup):
        assert pairs(article(first=markup)) == [BOAT]

    @pytest.mark.parametrize(
        "markup",
        [
            *(
                '<p><img src="/logo.png"></p>',
                '<p><img src="/boat.jpg" width="20"></p>',
                '<p><img src="/qrcode.png"></p>',
            ),
            *('<p><img src="data:image/gif;base64,R0"></p>', '<div class="related"><img src="/boat.jpg"></div>'),
        ],
    )
    def test_ornaments_and_what_belongs_to_other_articles(self, article, markup):
        assert pairs(article(first=markup)) == []

    def test_an_image_outside_the_text_is_none(self, article):
        assert pairs(article(above='<img src="/boat.jpg">', below="<p>1</p>" * 9 + '<img src="/pier.jpg">')) == []

    def test_each_image_once(self, article):
        assert pairs(article(first='<p><img src="/boat.jpg"></p><p><img src="/boat.jpg"></p>')) == [BOAT]

    def test_a_page_without_a_text_has_none(self, article):
        assert pairs(article(body=(), first='<img src="/boat.jpg">')) == []


class TestCaptions:
    @pytest.mark.parametrize(
        "markup",
        [
            '<figure><img src="/boat.jpg"><figcaption>石桥镇三号渡口</figcaption></figure>',
            '<p><img src="/boat.jpg"></p><p class="caption">石桥镇三号渡口</p>',
            '<p><img src="/boat.jpg"></p><p style="text-align: center">石桥镇三号渡口</p>',
            '<p><img src="/boat.jpg"></p><center>石桥镇三号渡口</center>',
            '<div><img src="/boat.jpg"><span>石桥镇三号渡口</span></div>',
        ],
    )
    def test_the_line_that_explains_an_image(self, article, markup):
        page = article(first=markup)
        assert pairs(page) == [NAMED]
        assert [page.document.layout.blocks[index].text for index in read(page).captions] == ["石桥镇三号渡口"]

    @pytest.mark.parametrize(
        "line", ["图为石桥镇三号渡口", "▲石桥镇三号渡口", "石桥镇三号渡口（何雨晴 摄）", "资料图：渡口", "图/江边图社"]
    )
    def test_words_that_only_captions_have(self, article, line):
        assert pairs(article(first=f'<p><img src="/boat.jpg"></p><p>{line}</p>')) == [(BOAT[0], line)]

    @pytest.mark.parametrize(
        "line",
        [
            "<p>渡口的石阶重新铺过，岸上站满了人。</p>",
            '<p style="text-align:center">岸上站满了人。</p>',
            "<p>　　石桥镇三号渡口</p>",
        ],
    )
    def test_a_line_of_the_text_below_an_image_is_none(self, article, line):
        assert pairs(article(first=f'<p><img src="/boat.jpg"></p>{line}')) == [BOAT]

    def test_a_caption_belongs_to_the_image_right_above_it(self, article):
        markup = '<p><img src="/boat.jpg"></p><p><img src="/pier.jpg"></p><center>石桥镇三号渡口</center>'
        assert pairs(article(first=markup)) == [BOAT, ("http://news.example/pier.jpg", "石桥镇三号渡口")]

    def test_a_placeholder_is_no_caption(self, article):
        page = article(first='<p><img src="/boat.jpg"></p><center>(江边图)</center>')
        mark = next(block.index for block in page.document.layout.blocks if block.text == "(江边图)")
        assert pairs(page) == [(BOAT[0], "(江边图)")]
        assert [image.caption for image in read(page, placeholders=frozenset({mark})).images] == [None]
