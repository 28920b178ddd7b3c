"""A pywb over a folder of WARC files: `python replay.py FOLDER`, run with a Python that has pywb.

Says its address once it serves, with the one collection `archive`; ends when its standard input does.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path


def main(warcs: str) -> None:
    """Index the folder and serve it on 127.0.0.1."""
    from gevent.monkey import patch_all

    patch_all()  # before anything else of pywb is imported

    from gevent.os import tp_read
    from pywb.apps.frontendapp import FrontEndApp
    from pywb.indexer.cdxindexer import write_cdx_index
    from pywb.utils.geventserver import GeventServer, RequestURIWSGIHandler

    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder, "index.cdxj")
        lines = set[bytes]()
        for file in sorted(Path(warcs).glob("*.warc.gz*")):
            part = Path(folder, "part")
            with part.open("wb") as out, file.open("rb") as source:
                write_cdx_index(out, source, file.name, cdxj=True)
            lines.update(part.read_bytes().splitlines(keepends=True))
        index.write_bytes(b"".join(sorted(lines)))
        collection = {"index": str(index), "archive_paths": f"{Path(warcs).resolve()}/"}
        config = Path(folder, "config.yaml")
        config.write_text(json.dumps({"collections": {"archive": collection}}))  # JSON is YAML
        server = GeventServer(FrontEndApp(str(config)), hostname="127.0.0.1", handler_class=RequestURIWSGIHandler)
        print(f"http://127.0.0.1:{server.port}/archive/", flush=True)  # noqa: T201
        tp_read(0, 1)


if __name__ == "__main__":
    main(sys.argv[1])
