import pytest

from quality import page_text


def test_each_finder_that_is_installed_has_its_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["page_text"])
    monkeypatch.setattr(
        page_text, "FINDERS", {**page_text.FINDERS, "other": ("no_such_module_here", page_text.FINDERS["briefing"][1])}
    )
    assert 0 == page_text.main()
    lines = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines()[1:]}
    assert (["20"] * 5, ["not", "installed"]) == (lines["briefing"], lines["other"])
