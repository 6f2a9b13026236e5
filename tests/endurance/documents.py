"""Publications by the dozen: transcripts of one table, each with other numbers, so that each is a new document."""

from __future__ import annotations

import random
from pathlib import Path

from facsimiles.figures import dotted

_MUNICIPALITIES = ("Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk")
# Every such document prints these many table cells, which a load must have in full or not at all.
CELLS = 36


def write_transcript(folder: Path, seed: int) -> Path:
    """Writes a transcript whose sums are right; equal seeds give equal bytes."""
    draw = random.Random(seed)
    rows = [[draw.randrange(1000) for _ in range(4)] for _ in _MUNICIPALITIES]
    totals = [sum(column) for column in zip(*rows, strict=True)]
    in_sonar = sum(totals)
    register = in_sonar + draw.randrange(1, 500)
    year, quarter = 2017 + seed % 6, 1 + seed // 6 % 4
    table = [
        _line(("6 Flevoland" if number == 0 else ""), name, counts)
        for number, (name, counts) in enumerate(zip(_MUNICIPALITIES, rows, strict=True))
    ]
    path = folder / f"flevoland_{seed}.txt"
    path.write_text(
        f"# Transparantie van klantprofielen\n\n## Q{quarter} {year}\n\nFlevoland\n\n"
        "Arbeidsmarktregio\tGemeente\tGemeenteklanten in Sonar\t\tUWV-klanten in Sonar\t\tTotaal in Sonar\n"
        "\t\tProfiel in Sonar\tGeen profiel in Sonar\tProfiel in Sonar\tGeen profiel in Sonar\t\n"
        + "".join(table)
        + _line("", "TOTAAL AMR", totals)
        + "\n*In Sonar zijn niet alle doelgroepen opgenomen, in de arbeidsmarktregio Flevoland bevat het "
        f"doelgroepregister banenafspraken in totaal {dotted(register)} personen. "
        f"Hiervan is {round(100 * in_sonar / register)}% bekend binnen Sonar.*\n",
        encoding="utf-8",
    )
    return path


def _line(region: str, name: str, counts: list[int]) -> str:
    return "\t".join([region, name, *map(dotted, counts), dotted(sum(counts))]) + "\n"
