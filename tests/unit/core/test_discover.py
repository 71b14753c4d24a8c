import sys
from pathlib import Path

import pytest

from tlstudio.core.discover import DuplicateKey, cards, discover


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "some_plugins"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "one.py").write_text("from types import SimpleNamespace as S\nCARD = S(key='one')\n")
    (folder / "family.py").write_text("from types import SimpleNamespace as S\nCARDS = [S(key='b'), S(key='a')]\n")
    (folder / "helper.py").write_text("ANSWER = 42\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [n for n in sys.modules if n.startswith("some_plugins")]:
        del sys.modules[name]


def test_dropping_a_file_in_the_folder_is_enough(plugins: Path):
    assert list(discover("some_plugins")) == ["a", "b", "one"]
    assert discover("some_plugins")["a"].__name__ == "some_plugins.family"
    assert list(cards("some_plugins")) == ["a", "b", "one"]


def test_a_key_claimed_twice_is_refused_and_both_files_are_named(plugins: Path):
    (plugins / "two.py").write_text("from types import SimpleNamespace as S\nCARD = S(key='one')\n")
    with pytest.raises(DuplicateKey, match=r"some_plugins\.one and some_plugins\.two"):
        discover("some_plugins")
