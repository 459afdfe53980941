"""Who is meant by what stands in the plan and in the team: matched or said, never guessed."""

from __future__ import annotations

import pytest

from retrosheet.report.people import address_of
from retrosheet.sync.snapshot import Member
from tests.report.desks import KARIM, NADIA, TEAM, desk_on, person
from tests.sync.snapshots import Told


def member(role: str, name: str, email: str, language: str = "") -> Member:
    return Member(role, name, email, language, "Settings!H9")


def test_one_person_in_two_spellings_of_the_same_letters() -> None:
    """Case, accents and spaces do not make two people of one."""
    desk = desk_on(10, {"PROOF": Told(owner="  LEA  roux")})
    assert desk.roster.owners(desk.lines["PROOF"]) == (person(desk, "Léa Roux"),)


def test_a_name_that_only_resembles_is_said() -> None:
    """No message goes to a guess; the name that may be meant is proposed."""
    desk = desk_on(10, {"PROOF": Told(owner="Léa")})
    stranger = person(desk, "Léa")
    assert (stranger.address, stranger.lacks) == (
        "",
        '"Léa" is not in the team of Settings; is it "Léa Roux"? Spell both alike',
    )


def test_two_names_in_one_cell_are_two_people() -> None:
    """Each of them is an owner."""
    desk = desk_on(10, {"PROOF": Told(owner="Nadia, Karim")})
    names = [who.name for who in desk.roster.owners(desk.lines["PROOF"])]
    assert names == ["Nadia", "Karim"]


@pytest.mark.parametrize("name", ["?", "–", "🎨"])
def test_a_name_without_a_letter_is_not_everybody_without_a_name(name: str) -> None:
    """What nobody owns is nobody's, whatever stands for a person still to be found."""
    team = (*TEAM, member("Web", name, "web@example.org"))
    desk = desk_on(10, {"PROOF": Told(owner=""), "PRINT": Told(owner=name)}, team=team)
    (nobody,) = desk.roster.owners(desk.lines["PROOF"])
    assert (nobody.name, nobody.address) == ("", "")
    (found,) = desk.roster.owners(desk.lines["PRINT"])
    assert (found.name, found.address) == (name, "web@example.org")
    assert [line.task.id for line in desk.owned(found)] == ["PRINT"]


def test_a_role_stands_for_the_person_who_has_it() -> None:
    """The role's name in a cell reaches the person of Settings."""
    desk = desk_on(10, {"PROOF": Told(owner="print")})
    assert [who.name for who in desk.roster.owners(desk.lines["PROOF"])] == ["Karim"]


@pytest.mark.parametrize(
    ("team", "why"),
    [
        ((member("Print", "Karim", ""),), "Karim has no address (Settings!H9)"),
        ((member("Karim", "", ""),), 'the role "Karim" has neither a person nor an address'),
        ((member("Print", "Karim", "karim"),), 'the address "karim" cannot be used (Settings!H9)'),
        (
            (member("Print", "Karim", "a@x.org, b@x.org"),),
            'the address "a@x.org, b@x.org" cannot be used (Settings!H9)',
        ),
        (
            (member("Print", "Karim", "a@x.org"), member("Ship", "KARIM", "b@x.org")),
            "Karim has two addresses, a@x.org and b@x.org (Settings!H9); keep one",
        ),
    ],
)
def test_whoever_cannot_be_written_to_is_named_with_the_reason(
    team: tuple[Member, ...], why: str
) -> None:
    """No address, one that is none, two of them: with the cell to mend."""
    desk = desk_on(10, {"PROOF": Told(owner="Karim")}, team=team)
    assert person(desk, "Karim").address == ""
    assert person(desk, "Karim").lacks.startswith(why)


def test_one_address_in_two_roles_is_one_person() -> None:
    """They get one message."""
    team = (NADIA, NADIA._replace(role="Web", email="Nadia@Example.org"), KARIM)
    desk = desk_on(10, team=team)
    assert person(desk, "nadia").address == "nadia@example.org"
    assert [who.name for who in desk.roster.people] == ["Nadia", "Karim"]


def test_the_language_of_a_person_or_of_the_workbook() -> None:
    """An unknown one is said, and the workbook's is used."""
    team = (*TEAM[:2], member("Ship", "Joan", "j@x.org", "Klingon"))
    desk = desk_on(10, team=team)
    assert [person(desk, name).lang for name in ("Nadia", "Karim", "Joan")] == ["en", "fr", "en"]
    assert desk.roster.remarks == (
        'the language "Klingon" of Joan is neither fr nor en; the workbook’s own is used',
    )


def test_the_campaign_s_owner_by_name_or_by_role() -> None:
    """Whoever cannot be told is said: chasers then go on."""
    assert desk_on(10, lead="lead").roster.remarks == ()
    assert desk_on(10, lead="léa ROUX").roster.named("lead") == person(desk_on(10), "Léa Roux")
    (remark,) = desk_on(10, lead="Léa").roster.remarks
    assert remark.startswith('the campaign’s owner cannot be told: "Léa" is not in the team')


ADDRESSES = {
    "nadia@example.org": "nadia@example.org",
    " Nadia Roux <nadia@example.org> ": "nadia@example.org",
    "mailto:nadia@example.org": "nadia@example.org",
    "n+x@sub.example.co.uk": "n+x@sub.example.co.uk",
    "elodie@été.fr": "elodie@xn--t-9fab.fr",
    "élodie@exemple.fr": "",
    "o'neil.j+x@example.org": "o'neil.j+x@example.org",
    "": "",
    "nadia": "",
    "nadia@": "",
    "@example.org": "",
    "a@x.org, b@y.org": "",
    "a@x.org; b@y.org": "",
    "a@x.org b@y.org": "",
    "a@x.org\r\nBcc: b@y.org": "",
    "a@x.org\nb@y.org": "",
    '"a b"@x.org': "",
    "a@x..org": "",
    "<script>@x.org": "",
    "=HYPERLINK(1)": "",
    "karim@agence": "",
    "paul @agence.fr": "",
    "Paul Roy <paul@ agence.fr>": "",
    "root@localhost": "root@localhost",
}


@pytest.mark.parametrize("typed", ADDRESSES)
def test_one_address_and_no_more(typed: str) -> None:
    """Two in one cell, a line break, a quoted part: no address at all, rather than another one."""
    assert address_of(typed) == ADDRESSES[typed]
