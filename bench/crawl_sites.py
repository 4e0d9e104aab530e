"""Sites on loopback for bench/crawl.py: robots.txt and four real pages each, served by nginx in a process of its own.

All names lead to one listener, plain or TLS, told apart by Host and SNI. Pages are served as gzip of level 6, as real
servers do. They are those of LEADWRIGHT_CORPUS, else of the demo world.
"""

import gzip
import importlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("index", "1", "2", "3")  # of each site
HEAVIEST = 1_900_000  # bytes of a page; four stay under the 8 MB that a visit takes
DOMAIN = "shops.test"

# The shape of a shop's rules: most platforms forbid the basket, searches and sorted lists.
ROBOTS = "# we use rules of our platform\nUser-agent: *\n" + "".join(
    f"Disallow: {path}\n"
    for path in (
        *("/admin", "/cart", "/orders", "/checkouts/", "/checkout", "/carts", "/account", "/search", "/apple-app-site"),
        *("/collections/*sort_by*", "/*/collections/*sort_by*", "/collections/*+*", "/collections/*%2B*"),
        *("/blogs/*+*", "/*/blogs/*%2B*", "/*?*oseid=*", "/*preview_theme_id*", "/*preview_script_id*", "/policies/"),
        *("/wp-admin/", "/*/search", "/recommendations/products", "/*.atom", "/cdn/wpm/*.js", "/sandbox/"),
    )
)
ROBOTS += f"Sitemap: https://www.{DOMAIN}/sitemap.xml\n\nUser-agent: Nutch\nDisallow: /\n\nUser-agent: AhrefsBot\n"
ROBOTS += "Crawl-delay: 10\nDisallow: /cart\nDisallow: /checkout\n\nUser-agent: Pinterest\nCrawl-delay: 1\n"

CONFIG = """
user {user};
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
  types {{ text/html html; text/plain txt; }}
  access_log off;
  gzip_static on;
  tcp_nopush on;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{plain} backlog=4096;
    listen 127.0.0.1:{secure} ssl backlog=4096;
    server_name "~^s(?<site>[0-9]+)[.]";
    ssl_certificate {folder}/leaf.pem; ssl_certificate_key {folder}/key.pem;
    root {folder}/sites/$site;
    index index.html;
  }}
}}
"""


@dataclass(frozen=True)
class Served:
    """Where the sites are: names ``s0.shops.test`` and on, at a port of loopback each for plain and TLS."""

    sites: int
    plain: int
    secure: int
    authority: Path  # the certificate to trust, PEM
    page_bytes: float  # mean of the pages served


def texts() -> Sequence[bytes]:
    """Give the pages, as they were saved."""
    sys.path.insert(0, str(ROOT))
    pages = importlib.import_module("tests.corpus.pages")
    if not pages.WEB.is_dir():
        return made()
    files = [pages.WEB / row["file"] for row in pages.listed() if row["file"].startswith("pages/")]
    found = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
    return [text for text in found if len(text) <= HEAVIEST]


def made() -> Sequence[bytes]:
    """Give the home pages of the demo world's sites."""
    make, build = (importlib.import_module(f"leadwright.world.{name}") for name in ("make", "sites.build"))
    firms = make.make_world(1, datetime(2027, 3, 1, tzinfo=UTC)).businesses
    found = [build.build_site(firm).answer("/").data for firm in firms if firm.reach not in ("dead", "hostile")]
    return [text for text in found if text]


def lay_out(folder: Path, sites: int) -> float:
    """Write the pages once and link them into each site; give their mean size in bytes."""
    pages = texts()
    (folder / "pages").mkdir()
    (folder / "robots.txt").write_text(ROBOTS)
    for number, text in enumerate(pages):
        (folder / f"pages/{number}.html").write_bytes(text)
        (folder / f"pages/{number}.html.gz").write_bytes(gzip.compress(text, 6, mtime=0))
    for site in range(sites):
        place = folder / f"sites/{site}"
        place.mkdir(parents=True)
        (place / "robots.txt").symlink_to(folder / "robots.txt")
        for at, name in enumerate(PAGES):
            number = (site * len(PAGES) + at) % len(pages)
            for ending in ("html", "html.gz"):
                (place / f"{name}.{ending}").symlink_to(folder / f"pages/{number}.{ending}")
    return sum(map(len, pages)) / len(pages)


def certify(folder: Path) -> None:
    """Make an authority and one certificate for all names, on the curve that most sites use."""
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    leaf = ["-keyout", "key.pem", "-out", "leaf.csr", "-subj", f"/CN={DOMAIN}"]
    (folder / "names").write_text(f"subjectAltName=DNS:*.{DOMAIN}\n")
    signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"]
    for command in (
        ["req", "-x509", *curve, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=bench"],
        ["req", "-new", *curve[:-2], *leaf],
        ["x509", "-req", "-in", "leaf.csr", "-out", "leaf.pem", *signed],
    ):
        subprocess.run(["openssl", *command], cwd=folder, check=True, capture_output=True)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(folder: Path, sites: int) -> Iterator[Served]:
    """Serve ``sites`` sites while the block runs."""
    mean = lay_out(folder, sites)
    certify(folder)
    plain, secure = free_port(), free_port()
    user = "root" if os.getuid() == 0 else "nobody"
    (folder / "nginx.conf").write_text(CONFIG.format(folder=folder, plain=plain, secure=secure, user=user))
    command = ["nginx", "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    nginx = subprocess.Popen(command, env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"})
    try:
        wait_for(secure)
        yield Served(sites, plain, secure, folder / "ca.pem", mean)
    finally:
        nginx.terminate()
        nginx.wait(20)


def wait_for(port: int) -> None:
    """Return when somebody listens."""
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit("nginx does not listen")
