"""The words of scales, from the worst to the best, in seven languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class WordScale:
    """A scale of words.

    Attributes:
        name: What it asks about, for the evidence.
        low: The value of its first step.
        steps: For each step, the ways of saying it, separated by "/".
        silent: Words that say nothing on this scale only.
    """

    name: str
    low: int
    steps: tuple[str, ...]
    silent: str = ""

    @property
    def high(self) -> int:
        """The value of the last step."""
        return self.low + len(self.steps) - 1


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

SILENT: Final = (
    "n a/na/not applicable/does not apply/don t know/do not know/dont know/no answer/"
    "no opinion/no experience/not sure/unsure/prefer not to say/prefer not to answer/refused/"
    "not answered/weiss nicht/weiss ich nicht/keine angabe/keine antwort/"
    "kann ich nicht beurteilen/entfallt/k a/ne sait pas/je ne sais pas/sans opinion/sans objet/"
    "non concerne/sans reponse/no se/no lo se/no sabe/ns nc/no aplica/no procede/sin respuesta/"
    "non so/non lo so/non applicabile/nessuna risposta/weet niet/weet ik niet/geen antwoord/"
    "geen mening/niet van toepassing/nvt/n v t/nao sei/nao se aplica/sem resposta"
)
"""Ways of saying nothing, which stand on no scale."""

BAD_ENDS: Final = (
    "worst/lowest/low/poor/bad/not at all/never/schlecht/gar nicht/uberhaupt nicht/ungenugend/"
    "mangelhaft/sehr schlecht/pas du tout/mauvais/nul/nada/malo/pesimo/per niente/pessimo/"
    "insufficiente/helemaal niet/slecht/onvoldoende/ruim"
)
GOOD_ENDS: Final = (
    "best/highest/high/excellent/great/very much/completely/extremely/always/gut/sehr gut/"
    "voll und ganz/vollig/ausgezeichnet/tout a fait/totalement/totalmente/mucho/excelente/"
    "del tutto/molto/eccellente/ottimo/helemaal/uitstekend/completamente/otimo"
)
"""Words for the ends of a scale that only its header names."""

PROMOTERS: Final = (
    (
        "detractor/detractors/kritiker/detracteur/detracteurs/detractores/criticaster/detrattore/"
        "detrattori/detrator/detratores"
    ),
    (
        "passive/passives/passively satisfied/neutral/indifferent/indifferente/passiv/passif/"
        "passifs/pasivo/pasivos/passief/passivo/passivi/passivos"
    ),
    "promoter/promoters/promotor/promotoren/promotores/promoteur/promoteurs/promotore/promotori",
)
"""What tools call respondents by how warmly they speak, coldest first."""

PROMOTER_SCALES: Final = {
    "nps": (0, 10, (3, 8, 10)),
    "csat": (0, 2, (0, 1, 2)),
    "ces": (1, 3, (1, 2, 3)),
}
"""For each kind of survey the ends of the scale the words are kept on, and the words' values.

The words come from all three, so they alone are no Net Promoter Score. Where the survey did ask
for a recommendation the score is exact: it counts the groups and not the numbers within them.
"""
