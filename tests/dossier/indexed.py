"""The rows of an index in memory that was made of some accounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from generator.content.config import Config
from generator.content.files import Outline
from generator.dossier.index import database
from generator.dossier.index.reports import StoredReport
from generator.dossier.update import IndexUpdate
from generator.dossier.views import ReportViews
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.statements import Account
from generator.report.account import encode
from tests.conftest import words_in

ROWS = (
    "select e.owner, e.value, p.subject, p.list, p.date, p.name, p.section, p.rank from locations p join entries e on e.id = p.entry",
    "select subject, list, name, number from counters",
    "select subject, value, card from subjects",
    "select name, kind, slug from actor_names",
    "select owner, parts from parts",
)


def indexed(
    accounts: Sequence[Account], actors: Sequence[ActorProfile] = (), topics: Sequence[TopicProfile] = ()
) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each table, sorted, after the accounts were taken in one by one. Raises InputError."""
    dates = words_in("en").within("date.")
    outline = Outline(Config(), tuple(actors), tuple(topics), (), (), {})
    files = {account.article.path: account for account in accounts}
    index = database.in_memory()
    update = IndexUpdate(index, outline, dates)
    for file, account in files.items():
        link = ReportViews(account, {}, {}, outline.config, dates).report()
        update.add_report(StoredReport(file, account.article.slug, b"", "", None), account, link)
    update.apply(lambda file: encode("", files[file]), map)
    return [sorted(index.connection.execute(query), key=msgspec.msgpack.encode) for query in ROWS]
