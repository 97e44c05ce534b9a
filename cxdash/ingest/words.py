"""Answers in words that stand on a scale, from the worst to the best, in seven languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cxdash.ingest.synonyms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

COVERED: Final = 0.9
"""The share of answers a scale must know before it is proposed."""


@dataclass(frozen=True)
class WordScale:
    """A scale of words.

    Attributes:
        name: What it asks about, for the evidence.
        low: The value of its first step.
        steps: For each step, the ways of saying it, separated by "/".
        silent: Words that say nothing on this scale.
    """

    name: str
    low: int
    steps: tuple[str, ...]
    silent: str = (
        "n a/not applicable/don t know/no answer/prefer not to say/weiss nicht/keine angabe"
    )

    @property
    def high(self) -> int:
        """The value of the last step."""
        return self.low + len(self.steps) - 1

    def value_of(self, answer: str) -> str | None:
        """Return the value of an answer as text, "" when it says nothing, None when unknown."""
        said = " ".join(words_of(answer))
        for step, ways in enumerate(self.steps):
            if said in ways.split("/"):
                return str(self.low + step)
        return "" if said in self.silent.split("/") else None


SCALES: Final = (
    WordScale(
        "satisfaction",
        1,
        (
            (
                "very dissatisfied/very unsatisfied/extremely dissatisfied/"
                "completely dissatisfied/sehr unzufrieden/tres insatisfait/muy insatisfecho/"
                "zeer ontevreden/molto insoddisfatto/muito insatisfeito"
            ),
            (
                "dissatisfied/somewhat dissatisfied/unsatisfied/unzufrieden/eher unzufrieden/"
                "insatisfait/plutot insatisfait/insatisfecho/ontevreden/insoddisfatto/"
                "insatisfeito"
            ),
            (
                "neutral/neither satisfied nor dissatisfied/neither/teils teils/weder noch/"
                "neutre/ni satisfait ni insatisfait/ni satisfecho ni insatisfecho/neutraal/"
                "neutrale/neutro"
            ),
            (
                "satisfied/somewhat satisfied/zufrieden/eher zufrieden/satisfait/"
                "plutot satisfait/satisfecho/tevreden/soddisfatto/satisfeito"
            ),
            (
                "very satisfied/extremely satisfied/completely satisfied/sehr zufrieden/"
                "tres satisfait/muy satisfecho/zeer tevreden/molto soddisfatto/muito satisfeito"
            ),
        ),
    ),
    WordScale(
        "agreement",
        1,
        (
            (
                "strongly disagree/stimme gar nicht zu/stimme uberhaupt nicht zu/"
                "pas du tout d accord/totalmente en desacuerdo/zeer oneens/"
                "fortemente in disaccordo/discordo totalmente"
            ),
            (
                "disagree/somewhat disagree/stimme nicht zu/stimme eher nicht zu/pas d accord/"
                "en desacuerdo/oneens/in disaccordo/discordo"
            ),
            (
                "neutral/neither agree nor disagree/teils teils/weder noch/neutre/"
                "ni d accord ni pas d accord/ni de acuerdo ni en desacuerdo/neutraal/neutrale/"
                "neutro"
            ),
            (
                "agree/somewhat agree/stimme zu/stimme eher zu/d accord/de acuerdo/eens/"
                "d accordo/concordo"
            ),
            (
                "strongly agree/stimme voll zu/stimme voll und ganz zu/tout a fait d accord/"
                "totalmente de acuerdo/zeer eens/fortemente d accordo/concordo totalmente"
            ),
        ),
    ),
    WordScale(
        "quality",
        1,
        (
            (
                "very poor/terrible/very bad/sehr schlecht/tres mauvais/muy malo/zeer slecht/"
                "pessimo/muito ruim"
            ),
            "poor/bad/schlecht/mauvais/malo/slecht/scarso/ruim",
            "fair/average/ok/okay/acceptable/mittel/moyen/regular/matig/sufficiente",
            "good/gut/bon/bueno/goed/buono/bom",
            (
                "very good/excellent/sehr gut/tres bon/excelente/muy bueno/zeer goed/ottimo/"
                "muito bom/otimo"
            ),
        ),
    ),
    WordScale("quality", 1, ("poor", "fair", "good", "very good", "excellent")),
    WordScale(
        "effort",
        1,
        (
            (
                "very difficult/sehr schwierig/tres difficile/muy dificil/zeer moeilijk/"
                "molto difficile/muito dificil"
            ),
            "difficult/somewhat difficult/schwierig/difficile/dificil/moeilijk",
            "neutral/neither easy nor difficult/teils teils/neutre/neutraal/neutrale/neutro",
            "easy/somewhat easy/einfach/facile/facil/makkelijk",
            "very easy/sehr einfach/tres facile/muy facil/zeer makkelijk/molto facile/muito facil",
        ),
    ),
    WordScale(
        "likelihood",
        1,
        (
            "very unlikely/extremely unlikely/not at all likely",
            "unlikely/somewhat unlikely",
            "neutral/neither likely nor unlikely",
            "likely/somewhat likely",
            "very likely/extremely likely",
        ),
    ),
    WordScale(
        "favour",
        1,
        (
            "very unfavorably/very unfavourably/very unfavorable",
            "somewhat unfavorably/unfavorably",
            "neither favorably nor unfavorably neutral/neutral/neither favorably nor unfavorably",
            "somewhat favorably/favorably",
            "very favorably/very favourably/very favorable",
        ),
        silent="unfamiliar n a/unfamiliar/n a",
    ),
    WordScale(
        "good or bad",
        0,
        (
            "bad/bad i m unsatisfied/negative/unhappy/thumbs down/schlecht/mauvais/malo/slecht",
            "good/good i m satisfied/positive/happy/thumbs up/gut/bon/bueno/goed",
        ),
        silent="offered/not offered/unoffered/n a",
    ),
)
"""Every scale that is recognised by its words alone."""

NUMBERED: Final = re.compile(
    r"^(10|\d)\s*(?:[-–=:.)]|stars?\b|sterne?\b|étoiles?\b|estrellas?\b|sterren\b|stelle\b|estrelas?\b)",
    re.IGNORECASE,
)
"""Answers such as "5 - Very satisfied" or "4 stars"."""


@dataclass(frozen=True)
class ReadScale:
    """How the answers of one column stand on a scale: every answer's value and both ends."""

    name: str
    low: Decimal
    high: Decimal
    words: dict[str, str]


def scale_in(values: Iterable[tuple[str, int]]) -> ReadScale | None:
    """Return the scale on which nearly all of these answers stand, or None.

    Args:
        values: Each different answer with its count.
    """
    counted = list(values)
    total = sum(count for _, count in counted)
    for scale in SCALES:
        words = {answer: scale.value_of(answer) for answer, _ in counted}
        known = {answer: value for answer, value in words.items() if value is not None}
        steps = {value for value in known.values() if value}
        covered = sum(count for answer, count in counted if answer in known)
        if total and covered >= COVERED * total and len(steps) > 1:
            return ReadScale(scale.name, Decimal(scale.low), Decimal(scale.high), known)
    return _numbered(counted, total)


def _numbered(counted: list[tuple[str, int]], total: int) -> ReadScale | None:
    """Return the scale of answers that begin with their number."""
    words: dict[str, str] = {}
    covered = 0
    for answer, count in counted:
        match = NUMBERED.match(answer)
        if match or answer in {str(step) for step in range(11)}:
            words[answer] = match.group(1) if match else answer
            covered += count
    if not words or covered < COVERED * total or not any(map(NUMBERED.match, words)):
        return None
    steps = [int(value) for value in words.values()]
    low = 0 if min(steps) == 0 else 1
    high = next(end for end in (1, 5, 7, 10) if end >= max(steps))
    return ReadScale("numbered answers", Decimal(low), Decimal(high), words)
