"""A site served by nginx below a path of its own, as on most hosts: compressed, with headers for caches."""

from __future__ import annotations

import getpass
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template

BASE_PATH = "/briefing/"
TIMEOUT_SECONDS = 10.0
# Pages change with every build under the same address, so caches revalidate them each time (304 Not Modified).
# The style sheet, scripts and pictures keep their names too: cached for a day, and stale for a week more while revalidating.
CONFIGURATION = Template("""daemon off;
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
      add_header Cache-Control $$cache_control always;
    }
  }
  map $$uri $$cache_control {
    default "no-cache";
    ~*\\.(css|js|svg|png|webp|jpg|woff2)$$ "public, max-age=86400, stale-while-revalidate=604800";
  }
}
""")


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configuration_for(site: Path, folder: Path, port: int, user: str) -> str:
    """Return the configuration of nginx. Root needs `user`: other workers cannot read a temporary folder."""
    as_user = "user root;" if user == "root" else ""
    return CONFIGURATION.substitute(site=site, folder=folder, port=port, below=BASE_PATH, user=as_user)


@contextmanager
def served(site: Path, folder: Path, port: int) -> Iterator[str]:
    """Serve a site with nginx and yield its address; nginx's own files go into a folder."""
    configuration = folder / "nginx.conf"
    configuration.write_text(configuration_for(site, folder, port, getpass.getuser()), "utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(configuration)]
    process = subprocess.Popen(command)  # noqa: S603 - ours
    try:
        _wait_until_listening(process, port)
        yield f"http://127.0.0.1:{port}{BASE_PATH}"
    finally:
        process.terminate()
        process.wait(TIMEOUT_SECONDS)


def _wait_until_listening(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until nginx listens. Raises RuntimeError."""
    until = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx does not answer; its output is above")
