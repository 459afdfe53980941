"""Archetypes and shared blocks of a person's own, beside those of the library."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from retrosheet.archetype import library
from retrosheet.errors import InvalidInput

EXAMPLE = (Path(__file__).parent / "good" / "everything.yaml").read_text("utf-8")


class Places:
    """A library, a person's own folder and a current folder, all empty but for one archetype."""

    def __init__(self, root: Path) -> None:
        self.shipped, self.user, self.here = (root / name for name in ("shipped", "user", "here"))
        for folder in (self.shipped, self.user, self.here / "templates"):
            folder.mkdir(parents=True)
        self.put(self.shipped / "product-launch.yaml")

    @staticmethod
    def put(path: Path, text: str = EXAMPLE) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    found = Places(tmp_path)
    monkeypatch.setattr(library, "folder", lambda: found.shipped)
    monkeypatch.setenv(library.VARIABLE, str(found.user))
    monkeypatch.chdir(found.here)
    return found


def found_here() -> dict[str, str]:
    return {found.name: found.where for found in library.available()}


def test_the_nearest_archetype_of_a_name_wins(places: Places) -> None:
    """The current folder's templates, then the person's own, then the library."""
    assert library.find("product-launch") == places.shipped / "product-launch.yaml"
    own = places.put(places.user / "product-launch.yaml")
    assert library.find("product-launch") == own
    assert found_here() == {"product-launch": "user"}
    places.put(places.here / "templates" / "product-launch.yml")
    assert library.find("product-launch") == Path("templates/product-launch.yml")
    assert found_here() == {"product-launch": "folder"}
    assert library.names() == ("product-launch",)


def test_available_archetypes_are_sorted_by_name(places: Places) -> None:
    """A file that is no archetype yet is among them; shared blocks and other files are not."""
    places.put(places.user / "zoo.yaml", "broken: [")
    places.put(places.user / "shared" / "press.yaml")
    places.put(places.user / "notes.txt")
    places.put(places.here / "templates" / "event.yml")
    assert found_here() == {"event": "folder", "product-launch": "library", "zoo": "user"}
    assert [found.name for found in library.available()] == sorted(found_here())
    assert all(found.path.is_file() for found in library.available())


@pytest.mark.parametrize("text", ["apiVersion: v1\n", "{{ title }}\n", ""])
def test_templates_of_other_programs_are_passed_over(places: Places, text: str) -> None:
    """Helm, Jinja and others keep YAML in a folder of the same name: it hides nothing of ours."""
    places.put(places.here / "templates" / "product-launch.yaml", text)
    assert found_here() == {"product-launch": "library"}
    assert library.find("product-launch") == places.shipped / "product-launch.yaml"


@pytest.mark.parametrize("text", ["format: 1\n", "# ours\nextends: x\n", "\ufeffphases: []\n"])
def test_unfinished_archetypes_are_not_passed_over(places: Places, text: str) -> None:
    """A draft that lacks nearly everything is listed, so that its author finds it."""
    places.put(places.here / "templates" / "draft.yaml", text)
    assert found_here()["draft"] == "folder"


def test_a_person_without_a_folder_has_the_library(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that was never made is no error."""
    monkeypatch.setenv(library.VARIABLE, str(places.user / "never-made"))
    assert found_here() == {"product-launch": "library"}


def test_in_a_source_tree_the_current_folder_is_the_library(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its archetypes are the library's, though ./templates is where they lie."""
    monkeypatch.setattr(library, "folder", lambda: places.here / "templates")
    shipped = places.put(places.here / "templates" / "event.yaml")
    assert found_here() == {"event": "library"}
    assert library.find("event") == shipped


def test_the_file_that_names_another_has_its_neighbours_first(places: Places) -> None:
    """A name or a path in a file means what lies beside that file before anything else."""
    beside = places.here / "plans"
    near = places.put(beside / "product-launch.yaml")
    deeper = places.put(beside / "more" / "base.yaml")
    assert library.find("product-launch", beside=beside) == near
    assert library.find("more/base.yaml", beside=beside) == deeper
    assert library.find("../plans/product-launch.yaml", beside=beside).samefile(near)
    assert library.find("product-launch", beside=places.here).parent == places.shipped
    with pytest.raises(InvalidInput, match=r"no file more/base\.yaml"):
        library.find("more/base.yaml")


def test_an_archetype_can_start_from_the_shipped_one_of_its_name(places: Places) -> None:
    """A file that extends its own name means the library's, not itself."""
    own = places.put(places.user / "product-launch.yaml")
    found = library.find("product-launch", beside=own.parent, but=own)
    assert found == places.shipped / "product-launch.yaml"


def test_names_beside_the_file_are_suggested(places: Places) -> None:
    """A name typed wrongly is answered with the nearest in the same folder."""
    beside = places.put(places.here / "plans" / "trade-show.yaml").parent
    with pytest.raises(InvalidInput, match='did you mean "trade-show"'):
        library.find("trade-shwo", beside=beside)


@pytest.mark.parametrize("name", ["a" * 300, "a" * 5000, "a\nb", "..", "/", "nul\u0301"])
def test_a_name_that_no_file_can_have(places: Places, name: str) -> None:
    """A name that no system takes for a file is refused as bad input, not with a traceback."""
    with pytest.raises(InvalidInput):
        library.find(name, beside=places.here)


def test_shared_blocks_lie_beside_the_archetype_and_in_every_folder(places: Places) -> None:
    """The nearest of a name wins; all their names are known."""
    beside = places.here / "plans"
    assert library.shared_folders(beside) == ()
    assert library.find_shared("press", beside) is None
    assert library.shared_names(beside) == ()
    for place in (places.shipped, places.user, places.here / "templates", beside):
        name = places.put(place / "shared" / "press.yaml")
        assert library.find_shared("press", beside) is not None
        assert name.samefile(library.find_shared("press", beside) or "")
    places.put(places.user / "shared" / "review.yml")
    assert library.shared_names(beside) == ("press", "review")
    folders = (beside, Path("templates"), places.user, places.shipped)
    assert library.shared_folders(beside) == tuple(folder / "shared" for folder in folders)
    assert library.shared_folders(places.user)[0] == places.user / "shared"
    assert len(library.shared_folders(places.user)) == 3


@pytest.mark.parametrize("name", ["", "..", "../press", "a/press", "a\\press", "press.yaml"])
def test_a_shared_block_has_a_name_and_no_path(places: Places, name: str) -> None:
    """Only what lies in the shared folder is found, never a file elsewhere."""
    places.put(places.shipped / "shared" / "press.yaml")
    places.put(places.shipped / "press.yaml")
    assert library.find_shared(name) is None


def test_the_own_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The environment variable says where people's own archetypes lie, ~ included."""
    monkeypatch.setenv(library.VARIABLE, str(tmp_path))
    assert library.user_folder() == tmp_path
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv(library.VARIABLE, "~/plans")
    assert library.user_folder() == tmp_path / "plans"


@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own folder of settings")
def test_the_own_folder_lies_where_the_system_keeps_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the variable it is the system's folder for settings, and is not made."""
    monkeypatch.setenv(library.VARIABLE, "")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert library.user_folder() == tmp_path / ".config" / "retrosheet" / "templates"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    assert library.user_folder() == tmp_path / "settings" / "retrosheet" / "templates"
    assert not (tmp_path / "settings").exists()
