from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from backports import zstd

from newsarchive.storage import coding
from newsarchive.storage.coding import decoded

TEXT = "武汉晚报讯 6月1日，".encode() * 200


def bare_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


class TestDecoded:
    @pytest.mark.parametrize(
        ("encoding", "encode"),
        [
            ("gzip", gzip.compress),
            ("X-GZIP", gzip.compress),
            ("deflate", zlib.compress),
            ("deflate", bare_deflate),
            ("br", brotli.compress),
            ("zstd", zstd.compress),
            ("identity", bytes),
            (None, bytes),
        ],
    )
    def test_each_coding_is_undone(self, encoding, encode):
        assert decoded(encode(TEXT), encoding) == TEXT

    def test_several_codings_are_undone_last_first(self):
        assert decoded(brotli.compress(gzip.compress(TEXT)), "gzip, br") == TEXT

    @pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
    def test_a_header_that_lies_leaves_the_body_alone(self, encoding):
        assert decoded(TEXT, encoding) == TEXT

    def test_a_body_cut_off_gives_what_there_is(self):
        content = bytes(range(256)) * 64
        got = decoded(gzip.compress(content, 0)[:-3000], "gzip")
        assert len(got) > 10_000
        assert content.startswith(got)

    def test_several_gzip_members_and_padding_are_one_content(self):
        assert decoded(gzip.compress(b"a") + gzip.compress(b"b") + b"\0\0", "gzip") == b"ab"

    @pytest.mark.parametrize(
        ("encoding", "encode"), [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstd.compress)]
    )
    def test_a_bomb_stops_at_the_limit(self, monkeypatch, encoding, encode):
        bomb = encode(bytes(3_000_000))
        monkeypatch.setattr(coding, "LIMIT", 1_000_000)
        assert len(decoded(bomb, encoding)) < 1_200_000
