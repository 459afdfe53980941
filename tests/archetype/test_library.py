"""The shipped archetypes, found by name; any other, by path."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrosheet.archetype import library
from retrosheet.archetype.named import load_named
from retrosheet.errors import InvalidInput

EXAMPLE = Path(__file__).parent / "good" / "everything.yaml"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two archetypes in place of the shipped one."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for name in ("product-launch", "music-release"):
        (shelf / f"{name}.yaml").write_bytes(EXAMPLE.read_bytes())
    monkeypatch.setattr(library, "folder", lambda: shelf)
    return shelf


def test_names_are_sorted(shelf: Path) -> None:
    """The campaigns are listed by name, whatever else lies in their folder."""
    (shelf / "README.md").touch()
    assert library.names() == ("music-release", "product-launch")


def test_a_name_is_found_wherever_one_is(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the current folder has something of the same name."""
    monkeypatch.chdir(tmp_path)
    Path("product-launch").mkdir()
    assert library.find("product-launch") == shelf / "product-launch.yaml"
    assert load_named("product-launch").name == "product-launch"


@pytest.mark.usefixtures("shelf")
def test_a_path_is_found() -> None:
    """An archetype is found by the path of its file, too."""
    assert library.find(str(EXAMPLE)) == EXAMPLE
    assert load_named(str(EXAMPLE), "fr").path == str(EXAMPLE)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("product-lunch", 'did you mean "product-launch"?'),
        ("wedding", "possible: music-release, product-launch"),
        ("wedding.yaml", "no file wedding.yaml"),
        ("../wedding", "no file ../wedding"),
        ("", "folder"),
        (str(Path(__file__).parent), "folder"),
    ],
)
def test_what_is_not_there(name: str, words: str) -> None:
    """The nearest names for a name, plain words for a path; exit code 2."""
    with pytest.raises(InvalidInput) as caught:
        library.find(name)
    assert words in str(caught.value)
    assert caught.value.exit_code == 2
    with pytest.raises(InvalidInput) as caught:
        library.find(name, "fr")
    assert words not in str(caught.value)


def test_the_library_of_a_source_tree_lies_at_its_top() -> None:
    """Whoever works on the source edits the very campaigns that the commands read."""
    root = Path(library.__file__).parents[2]
    assert library.folder() in (root / "templates", root / "retrosheet" / "templates")


def test_the_library_of_a_wheel_lies_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that happens to be called templates beside the package is not ours."""
    inside = tmp_path / "retrosheet" / "templates"
    inside.mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    module = tmp_path / "retrosheet" / "archetype" / "library.py"
    monkeypatch.setattr(library, "__file__", str(module))
    assert library.folder() == inside.resolve()
    inside.rmdir()
    assert library.folder() == (tmp_path / "templates").resolve()
