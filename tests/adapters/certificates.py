"""Certificates of a test's own authority, good ones and bad ones, made by the openssl command."""

import ssl
import subprocess
from pathlib import Path


class Authority:
    """Signs certificates for names; ``trusted`` is a client's context that believes in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        self._openssl("req", "-x509", *_KEY, "-keyout", "ca.key", "-out", "ca.pem", "-days", "9", "-subj", "/CN=Test")

    @property
    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self._folder / "ca.pem"))

    def server(self, name: str, *, days: int = 9, known: bool = True) -> ssl.SSLContext:
        """Make a server's context for ``name``; negative ``days`` have run out, an unknown one signed itself."""
        self._made += 1
        key, request, signed = (f"{self._made}.{end}" for end in ("key", "csr", "pem"))
        alone = ("-x509", "-days", str(days)) if not known else ()
        out = signed if alone else request
        extension = f"subjectAltName=DNS:{name}"
        self._openssl("req", *alone, *_KEY, "-keyout", key, "-out", out, "-subj", f"/CN={name}", "-addext", extension)
        if not alone:
            self._openssl(
                "x509", "-req", "-in", request, "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", str(self._made),
                "-days", str(days), "-copy_extensions", "copy", "-out", signed,
            )  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._folder / signed, self._folder / key)
        return context

    def _openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self._folder, check=True, capture_output=True)


_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
