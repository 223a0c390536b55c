"""The description of all downloads, as a Frictionless data package (version 2)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.contexts import Columns, DataPage, Download, Downloads, Page, Site
from generator.model import permalinks
from generator.model.page_kinds import FORMATS
from generator.render.formats.tables import columns_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PRIMARY_KEY = "id"


def package(site: Site, page: Page, view: DataPage) -> bytes:
    """Return the description of every file, with paths from its own folder."""
    described = {
        "$schema": PROFILE,
        "name": "briefing",
        "title": site.title,
        "description": site.description,
        "homepage": site.base_url,
        "resources": [*_resources(view), _file_resource("network", view.network.rpartition("/")[2], "graphml")],
    }
    filled = {key: value for key, value in described.items() if value}
    return (json.dumps(filled, ensure_ascii=False, indent=1) + "\n").encode()


def schema(site: Site, page: Page, view: Columns) -> bytes:
    """Return the columns of a table (Frictionless Table Schema)."""
    columns = columns_of(page.kind)
    fields = [{"name": column.name, "type": column.type, "description": column.about} for column in columns]
    return (json.dumps({"fields": fields, "primaryKey": [PRIMARY_KEY]}, ensure_ascii=False, indent=1) + "\n").encode()


def _resources(view: DataPage) -> Iterator[dict[str, Any]]:
    for table in view.tables:
        for part in table.parts:
            yield from (_resource(table.name, part, file) for file in part.files)


def _resource(table: str, part: Downloads, file: Download) -> dict[str, Any]:
    name = file.path.rpartition("/")[2]
    if file.format != "csv":
        return _file_resource(f"{part.name}.{file.format}", name, file.format)
    return {
        "name": part.name,
        "type": "table",
        "path": name,
        "format": "csv",
        "mediatype": FORMATS["csv"].media_type,
        "encoding": "utf-8",
        "schema": permalinks.table(table, "schema.json").rpartition("/")[2],
    }


def _file_resource(name: str, path: str, format_: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "format": format_.rpartition(".")[2],
        "mediatype": FORMATS[format_].media_type,
        "encoding": "utf-8",
    }
