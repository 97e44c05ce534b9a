"""Whom the answers speak for is worked out for those who open it, and says what it lacks."""

from pathlib import Path

import pytest

from cxdash.web import cache, workspaces
from tests.web.places import ONE_ANSWER, Tables, company, kept, opened, said, without


def with_customers() -> Tables:
    """Return the company with a list of customers: three in four are retail."""
    tables = company()
    for number, row in enumerate(tables["responses"]):
        row["customer_id"] = f"C{number % 200}"
    tables["customers"] = [
        {
            "customer_id": f"C{number}",
            "segment": "Retail" if number < 300 else "Corporate",
            "region": ("North", "South")[number % 2],
        }
        for number in range(400)
    ]
    return tables


COMPANIES: dict[str, Tables] = {
    "with customers": with_customers(),
    "without customers": company(),
    "one answer": ONE_ANSWER,
    "no dates": without(with_customers(), "occurred_at"),
    "customers of nothing": company() | {"customers": [{"customer_id": "C1"}]},
    "no segment anywhere": without(with_customers(), "segment"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize("name", COMPANIES)
def test_it_opens_whatever_the_workspace_holds(name: str, home: Path) -> None:
    kept(home, COMPANIES[name])

    app = opened("satisfaction")
    app.session_state["weights"] = True
    app.run()

    assert not app.exception
    assert [error.value for error in app.error] == []


def test_nothing_is_worked_out_while_it_is_closed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(home, with_customers())
    asked: list[str] = []
    monkeypatch.setattr(
        cache, "answer", lambda name, question, real=cache.answer: (
            asked.append(name), real(name, question))[1],
    )  # fmt: skip

    opened("satisfaction")

    assert "weights" not in asked


def test_open_it_says_the_weighted_score_and_the_shares(home: Path) -> None:
    kept(home, with_customers())

    app = opened("satisfaction", {"p": "all"})
    app.session_state["weights"] = True
    app.run()

    assert "Furthest from its share: Retail, 75 % of customers and 50 % of answers" in (
        said(app).replace("\\", "")
    )
    assert "weighted to 400 customers" in said(app)


def test_without_a_customers_file_it_says_which_to_load(home: Path) -> None:
    kept(home, company())

    app = opened("satisfaction")
    app.session_state["weights"] = True
    app.run()

    assert said(app).count("Load a customers file on the data page") == 1


def test_a_count_has_no_such_section(home: Path) -> None:
    kept(home, with_customers())

    app = opened("satisfaction", {"m": "complaints"})

    assert "Do the answers speak" not in str([one.label for one in app.expander])
