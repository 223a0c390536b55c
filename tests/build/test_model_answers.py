"""A project that names a language model: it is asked once, and what it answers is kept."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generator import build
from generator.commands.main import main
from generator.derive.language_model import kept_answers
from generator.model.problems import InputError
from generator.runtime.options import Options
from tests.conftest import ROOT, Project, sample_project
from tests.fake_model import Asked, Behaviour, FakeModel, Said, always, answered, report_in, serving

KEY = "sk-very-secret-0123456789"
NOTHING: dict[str, list[Any]] = {"positions": [], "events": [], "speech": [], "topics": []}
TRUE = {
    "actor": {"name": "Kari Lund", "kind": "person"},
    "stance": "supports",
    "verb": "is all for",
    "object": "the dam at Delm",
    "negated": False,
    "words": "Kari Lund is all for the dam at Delm",
    "before": "",
}
INVENTED = {**TRUE, "stance": "opposes", "words": "Kari Lund is dead against the dam at Delm", "verb": "is dead against"}
FINDS = {**NOTHING, "positions": [TRUE, INVENTED]}


def report(number: int, more: str = "") -> str:
    text = f"Norwegian minister Kari Lund spoke in Olme on Monday, the {number}th time. Kari Lund is all for the dam at Delm."
    return f"---\ntitle: Speech {number}\ndate: 2009-10-{10 + number}\nsource: Example News\n{more}---\n\n{text}\n"


def config(model: FakeModel | None, **given: object) -> str:
    values = {"endpoint": model.address if model else "", "model": "small:1b", "timeout": 20, **given}
    lines = [f"{name} = {json.dumps(value)}" for name, value in values.items()]
    return "\n".join(['title = "T"', "[derive]", 'use = ["rules", "llm"]', "[llm]", *lines, ""])


def reports(number: int) -> dict[str, str | bytes]:
    return {f"content/articles/r{each}.md": report(each) for each in range(1, number + 1)}


def for_reports(behaviour: Behaviour) -> Behaviour:
    """Answer what is asked of the dossier with nothing, and all else by a behaviour."""

    def answer(asked: Asked, number: int) -> Said:
        is_of_report = asked["response_format"]["json_schema"]["name"] == "findings"
        return behaviour(asked, number) if is_of_report else answered({"same": [], "labels": []})

    return answer


def asked_of_reports(model: FakeModel) -> list[str]:
    return [report_in(one) for one in model.asked if one["response_format"]["json_schema"]["name"] == "findings"]


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def positions(root: Path) -> list[dict[str, Any]]:
    found = [json.loads(path.read_bytes()) for path in sorted((root / "content/derived").glob("*.json"))]
    return [one for each in found for one in each["findings"]["positions"]]


def set_config(root: Path, text: str) -> None:
    (root / "briefing.toml").write_text(text, "utf-8")


def test_each_report_is_asked_about_once_and_what_it_says_is_found(project: Project) -> None:
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(3), config(model))
        build.build(root)
        build.build(root)
        build.derive(root)
    assert (3, 3) == (len(asked_of_reports(model)), len(set(asked_of_reports(model))))
    assert [("Kari Lund is all for the dam at Delm", "likely", "llm:small:1b")] * 3 == [
        (one["evidence"]["text"], one["confidence"], one["rule"]) for one in positions(root)
    ]
    assert "the dam at Delm" in (root / "site/positions.html").read_text("utf-8")


def test_without_the_endpoint_the_same_bytes_are_built_from_what_was_kept(project: Project) -> None:
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(2), config(model))
        build.build(root)
    before = files_below(root / "site"), files_below(root / "content/derived")
    shutil.rmtree(root / ".briefing")
    shutil.rmtree(root / "site")
    for path in (root / "content/derived").glob("*.json"):
        path.unlink()
    build.build(root)
    assert before == (files_below(root / "site"), files_below(root / "content/derived"))


def test_nobody_who_answers_leaves_what_the_rules_find_and_is_told(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(reports(2), config(None, endpoint="http://127.0.0.1:9/v1"))
    monkeypatch.setattr("generator.runtime.endpoint.FIRST_WAIT_SECONDS", 0.01)
    assert 0 == main(["-C", str(root), "build"])
    told = capsys.readouterr().err
    assert (
        "nobody answers at 127.0.0.1:9; 2 reports have what is found without the model, and the next build asks again" in told
    )
    assert (root / "site/index.html").is_file()
    assert [] == positions(root)


def test_an_answer_that_comes_later_is_found_then(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.runtime.endpoint.FIRST_WAIT_SECONDS", 0.01)
    root = project(reports(1), config(None, endpoint="http://127.0.0.1:9/v1"))
    build.build(root)
    with serving(for_reports(always(FINDS))) as model:
        set_config(root, config(model))
        build.build(root)
    assert 1 == len(positions(root))


def test_the_budget_ends_the_asking_cleanly(project: Project) -> None:
    said: list[str] = []
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(3), config(model, budget_requests=2))
        build.derive(root, Options(say=said.append))
        assert (2, 2) == (len(model.asked), len(positions(root)))
        build.derive(root)
    assert 3 == len(model.asked)
    assert [
        "the budget of 2 requests is used up; 1 report has what is found without the model, and the next build asks again"
    ] == said


def test_a_budget_of_tokens_ends_it_too(project: Project) -> None:
    said: list[str] = []
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(3), config(model, budget_tokens=10))
        build.derive(root, Options(say=said.append))
    assert ([], True) == (model.asked, said[0].startswith("the budget of 10 tokens is used up; 3 reports have"))


def test_a_dry_run_tells_what_it_would_cost_and_sends_nothing(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(always(FINDS)) as model:
        root = project(reports(2), config(model, price_in=1000, price_out=1000))
        for command in ("derive", "build"):
            assert 0 == main(["-C", str(root), command, "--dry-run"])
            told = capsys.readouterr().out
            assert f"small:1b at {model.address} would be asked 2 times, of 2 reports: some " in told
            assert ", which costs about " in told
    assert [] == model.asked
    assert [] == [*(root / "content").glob("derived/*")]


def test_a_dry_run_of_a_project_without_a_model_says_so(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["-C", str(project(reports(1))), "build", "--dry-run"])
    assert "No language model would be asked" in capsys.readouterr().out


def test_a_kept_answer_that_is_broken_is_told_and_asked_for_again(project: Project) -> None:
    said: list[str] = []
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(1), config(model))
        build.derive(root)
        kept = next((root / "content/derived/answers").iterdir())
        kept.write_bytes(b"{broken")
        build.derive(root, Options(say=said.append))
    assert 2 == len(model.asked)
    name = f"content/derived/answers/{kept.name}"
    assert said == [
        f"{name}:1:1: this is no answer of a model; nothing of this file was taken; the model is asked again where there is an endpoint"
    ]
    assert 1 == len(positions(root))


def test_an_answer_that_was_cut_off_is_asked_for_again_once_it_may_be_longer(project: Project) -> None:
    with serving(for_reports(lambda _asked, number: answered(FINDS, finish="stop" if number else "length"))) as model:
        root = project(reports(1), config(model, max_tokens=100))
        build.derive(root)
        build.derive(root)
        assert 1 == len(model.asked)
        set_config(root, config(model, max_tokens=200))
        build.derive(root)
        build.derive(root)
    assert 2 == len(model.asked)


def test_drafts_and_reports_that_are_held_back_are_sent_nowhere(project: Project) -> None:
    with serving(for_reports(always(FINDS))) as model:
        files = {
            "content/articles/d.md": report(7, "draft: true\n"),
            "content/articles/e.md": report(8, "publish: 2999-01-01\n"),
        }
        root = project({**reports(1), **files}, config(model))
        build.derive(root)
        build.build(root)
    assert ["the 1th time"] == [text[text.index("the ") :][:12] for text in asked_of_reports(model)]


def test_the_key_is_sent_and_written_nowhere(
    project: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LLM_KEY", KEY)
    echoes = for_reports(lambda _asked, number: answered(f"{KEY} {json.dumps(FINDS)}") if number else Said(KEY.encode(), 503))
    with serving(echoes) as model:
        root = project(reports(2), config(model, key_env="LLM_KEY"))
        assert 0 == main(["-C", str(root), "build", "--verbose", "--profile"])
    assert {f"Bearer {KEY}"} == {headers["Authorization"] for headers in model.headers}
    printed = capfd.readouterr()
    assert KEY not in printed.out + printed.err
    assert [] == [name for name, content in files_below(root).items() if KEY.encode() in content]
    assert 2 == len(positions(root))


def test_a_missing_key_is_told_and_nothing_is_sent(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLM_KEY", raising=False)
    said: list[str] = []
    with serving(always(FINDS)) as model:
        build.derive(project(reports(1), config(model, key_env="LLM_KEY")), Options(say=said.append))
    assert [] == model.asked
    assert ["the variable LLM_KEY has no key for the model; what is not answered yet is found by the rules alone"] == said


@pytest.mark.parametrize("line", [f'key_env = "{KEY}"', f'endpoint = "http://u:{KEY}@h/v1"', f'api_key = "{KEY}"'])
def test_a_key_in_the_settings_is_a_problem_that_does_not_repeat_it(line: str, project: Project) -> None:
    root = project(reports(1), f'title = "T"\n[llm]\nmodel = "m"\n{line}\n')
    with pytest.raises(InputError) as error:
        build.derive(root)
    assert KEY not in str(error.value)


def test_a_build_that_is_killed_goes_on_without_asking_twice(project: Project) -> None:
    def slow_after_two(asked: Asked, number: int) -> Said:
        return answered(FINDS)._replace(before=60 if number == 2 else 0)

    with serving(for_reports(slow_after_two)) as model:
        root = project(reports(4), config(model, timeout=100))
        command = [sys.executable, "-m", "generator", "-C", str(root), "derive"]
        with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=root) as running:
            while len(model.asked) < 3:
                assert running.poll() is None
                time.sleep(0.02)
            running.send_signal(signal.SIGKILL)
        assert 2 == len([*(root / "content/derived/answers").iterdir()])
        build.derive(root)
    texts = asked_of_reports(model)
    assert [1, 1, 2, 1] == [texts.count(text) for text in dict.fromkeys(texts)]
    assert 4 == len(positions(root))


def test_parallel_requests_give_the_same_findings(project: Project) -> None:
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(6), config(model, parallel=4))
        build.derive(root)
    assert (6, 6) == (len(model.asked), len(positions(root)))


@pytest.mark.parametrize(
    "said", ["no", "{", "[]", '{"positions": 1}', "[" * 90_000, json.dumps({**NOTHING, "positions": [INVENTED]})]
)
def test_a_useless_answer_is_paid_once_and_changes_nothing(said: str, project: Project, tmp_path: Path) -> None:
    with serving(for_reports(always(said))) as model:
        root = project(reports(1), config(model))
        build.build(root)
        build.build(root)
    assert (1, []) == (len(asked_of_reports(model)), positions(root))


def test_clean_keeps_what_was_paid_for(project: Project) -> None:
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(2), config(model))
        build.build(root)
        build.clean(root, derived=True)
        assert ["answers"] == [path.name for path in (root / "content/derived").iterdir()]
        build.build(root)
    assert 2 == len(asked_of_reports(model))


def test_names_that_a_model_takes_for_one_are_suggested_and_never_merged(project: Project) -> None:
    def behaviour(asked: Asked, _number: int) -> Said:
        if asked["response_format"]["json_schema"]["name"] == "findings":
            return answered(NOTHING)
        return answered(
            {"same": [{"one": "Kari Lund", "other": "Ola Berg"}, {"one": "Kari Lund", "other": "Satan"}], "labels": []}
        )

    other = "---\ntitle: B\ndate: 2009-10-14\nsource: Example News\n---\n\nSwedish minister Ola Berg met Kari Lund in Olme on Monday.\n"
    with serving(behaviour) as model:
        root = project({**reports(1), "content/articles/b.md": other}, config(model))
        built = build.build(root)
    assert (("Kari Lund", "Ola Berg", "llm:small:1b takes them for one"),) == built.status.same_names
    assert {"kari-lund.html", "ola-berg.html"} <= {path.name for path in (root / "site/actors").iterdir()}


def test_a_kept_answer_says_when_it_came_and_from_which_model(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1257854400")
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(1), config(model))
        build.derive(root)
    path = next((root / "content/derived/answers").iterdir())
    kept = kept_answers.decode(path.read_bytes(), path.stem)
    assert kept
    assert ("2009-11-10", "small:1b", "served-model") == (kept.day, kept.model, kept.answered_by)


def test_the_page_on_method_says_which_model_when_and_how_much_was_dropped(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1257854400")
    with serving(for_reports(always({**FINDS, "topics": [{"label": "x", "words": "y"}]}))) as model:
        root = project(reports(2), config(model))
        assert 0 == main(["-C", str(root), "build", "--verbose"])
    page = (root / "site/method.html").read_text("utf-8")
    told = "llm:small:1b: 4 of 6 findings dropped (67%)"
    assert f"{told}. Its answers are from 2009-11-10 to 2009-11-10." in page
    assert told in capsys.readouterr().out


def test_a_site_of_the_rules_alone_tells_of_no_model(project: Project) -> None:
    root = project(reports(1))
    build.build(root)
    assert "llm:" not in (root / "site/method.html").read_text("utf-8")


def test_a_statement_of_the_model_is_shown_with_its_name(project: Project) -> None:
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(1), config(model))
        build.build(root)
    assert "llm:small:1b" in (root / "site/actors/kari-lund.html").read_text("utf-8")


TRUE_OF_SAMPLE = [
    ("Mrs Clinton", "rejects", "played", "the difference", "Mrs Clinton played the difference down"),
    ("Prague", "agrees", "took note", "the decision", "Prague took note of the decision"),
    ("Moscow", "opposes", "held out against", "tighter sanctions", "In July Moscow had held out against tighter sanctions"),
    ("Russia", "plans", "would enrich", "it", "Russia would enrich it to almost 20 per cent"),
]
"""What the sample says and the rules do not find: who, what stance, its verb and object, and the words."""
INVENTED_OF_SAMPLE = [
    ("Russia", "seeks", "bought", "the moon", "Russia bought the moon"),
    ("Atlantis", "opposes", "held out against", "tighter sanctions", "In July Moscow had held out against tighter sanctions"),
    ("Moscow", "adores", "held out against", "tighter sanctions", "In July Moscow had held out against tighter sanctions"),
    ("Barack Obama", "plans", "would enrich", "it", "Russia would enrich it to almost 20 per cent"),
]


def entries(told: list[tuple[str, str, str, str, str]]) -> list[dict[str, Any]]:
    names = ("stance", "verb", "object", "words")
    return [{**TRUE, "actor": {"name": who, "kind": "country"}, **dict(zip(names, rest, strict=True))} for who, *rest in told]


def half_invented(asked: Asked, _number: int) -> Said:
    """Answer with what is true of a report, and with as much that is invented, or is said of another report."""
    text = report_in(asked)
    true = [one for one in TRUE_OF_SAMPLE if one[-1] in text]
    return answered(
        {**NOTHING, "positions": entries([*INVENTED_OF_SAMPLE[: max(len(true), 1)], *TRUE_OF_SAMPLE, *INVENTED_OF_SAMPLE])}
    )


def statements(root: Path) -> dict[str, list[tuple[str, str]]]:
    """All findings of a project but the figures of how it came to them: by kind, whom and which words they have."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted((root / "content/derived").glob("*.json")):
        for kind, all_ in json.loads(path.read_bytes())["findings"].items():
            found.setdefault(kind, []).extend(
                (one.get("entity", ""), one["evidence"]["text"]) for one in all_ if "evidence" in one
            )
    return {kind: sorted(all_) for kind, all_ in found.items()}


def test_the_sample_with_a_model_that_invents_half_has_the_same_statements_and_the_true_half(tmp_path: Path) -> None:
    plain, root = sample_project(tmp_path / "plain"), sample_project(tmp_path / "asked")
    build.derive(plain)
    with serving(for_reports(half_invented)) as model:
        settings = (root / "briefing.toml").read_text("utf-8")
        set_config(root, settings + config(model).replace('title = "T"\n', ""))
        build.build(root)
    known, now = statements(plain), statements(root)
    true = sorted(words for *_, words in TRUE_OF_SAMPLE)
    new = [one for one in now["positions"] if one not in known["positions"]]
    assert true == sorted(words for _, words in new)
    assert {**known, "positions": sorted([*known["positions"], *new])} == now
    assert true == sorted(one["evidence"]["text"] for one in positions(root) if "llm:small:1b" in one["rule"])


def test_eval_measures_a_model_by_its_kept_answers(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"text": report(1).rpartition("---")[2].strip(), "date": "2009-10-11"}
    row |= {"positions": [{"text": TRUE["words"], "entity": "Kari Lund"}]}  # type: ignore[dict-item]
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(1), config(model))
        (root / "rows.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
        build.derive(root)
        assert 0 == main(["-C", str(root), "eval", str(root / "rows.jsonl"), "--use", "rules,llm"])
    assert 1 == len(model.asked)
    assert "llm:small:1b" in capsys.readouterr().out


def test_export_has_what_a_model_found(project: Project, capfd: pytest.CaptureFixture[str]) -> None:
    with serving(for_reports(always(FINDS))) as model:
        root = project(reports(1), config(model))
        build.derive(root)
    shutil.rmtree(root / ".briefing")
    next((root / "content/derived").glob("*.json")).unlink()
    assert 0 == main(["-C", str(root), "export"])
    assert "llm:small:1b" in capfd.readouterr().out
