"""A site behind nginx, below a path of its own, as it stands on most hosts: compressed, with headers for caches."""

from __future__ import annotations

import getpass
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template

BELOW = "/briefing/"
PATIENCE = 10.0
# Pages change with every build under the same address, so a cache asks each time and is told "the same" in a few bytes.
# The style sheet, scripts and pictures keep their names too: a day, and for a week more while a new one is fetched.
SETUP = Template("""daemon off;
$user
pid $folder/nginx.pid;
error_log stderr crit;
events {}
http {
  include /etc/nginx/mime.types;
  charset utf-8;
  charset_types text/css application/javascript application/json application/xml text/xml;
  access_log off;
  client_body_temp_path $folder/body;
  proxy_temp_path $folder/proxy;
  fastcgi_temp_path $folder/fastcgi;
  uwsgi_temp_path $folder/uwsgi;
  scgi_temp_path $folder/scgi;
  gzip on;
  gzip_vary on;
  gzip_min_length 256;
  gzip_types text/css application/javascript application/json application/xml application/atom+xml image/svg+xml;
  server {
    listen 127.0.0.1:$port;
    absolute_redirect off;
    location $below {
      alias "$site/";
      index index.html;
      error_page 404 ${below}404.html;
      add_header X-Content-Type-Options nosniff always;
      add_header Cache-Control $$kept always;
    }
  }
  map $$uri $$kept {
    default "no-cache";
    ~*\\.(css|js|svg|png|webp|jpg|woff2)$$ "public, max-age=86400, stale-while-revalidate=604800";
  }
}
""")


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def setup(site: Path, folder: Path, port: int, user: str) -> str:
    """What nginx is told. Run by root it would serve as somebody who cannot read a temporary folder."""
    as_user = "user root;" if user == "root" else ""
    return SETUP.substitute(site=site, folder=folder, port=port, below=BELOW, user=as_user)


@contextmanager
def served(site: Path, folder: Path, port: int) -> Iterator[str]:
    """The address of a site while nginx serves it; its own files go into a folder."""
    told = folder / "nginx.conf"
    told.write_text(setup(site, folder, port, getpass.getuser()), "utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(told)]
    process = subprocess.Popen(command)  # noqa: S603 - ours
    try:
        _wait(process, port)
        yield f"http://127.0.0.1:{port}{BELOW}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Until somebody listens. Raises RuntimeError."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx does not answer; what it says stands above")
