"""What a filter change costs the server: the script alone, met by a reader without a browser."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

from benchmarks.asks import Ask
from benchmarks.processes import cpu_seconds
from benchmarks.visitor import Run, Visitor
from tests.browser.serving import Server


@dataclass
class Took:
    """What the runs of one page took.

    Attributes:
        ms: Milliseconds from the click to the end of the script.
        cpu_ms: The same in processor time of the server, all threads.
    """

    ms: list[float] = field(default_factory=list[float])
    cpu_ms: list[float] = field(default_factory=list[float])

    @property
    def cpu(self) -> float:
        """The mean processor time: it is told in steps of 10 ms, which a mean evens out."""
        return fmean(self.cpu_ms)


async def scripts(
    cxdash: Server, usual: Server, pages: Sequence[str], asks: Sequence[Ask], *, warm_ups: int
) -> dict[str, Took]:
    """Return what each filter costs: "PAGE cold", "PAGE warm" of cxdash, and "usual".

    Args:
        cxdash: A server that has answered none of the asks yet.
        usual: The server of the usual dashboard.
        pages: Pages of cxdash, by path.
        asks: What is asked, in order; each is new to every page.
        warm_ups: How many of the asks do not count.
    """
    took: dict[str, Took] = {}
    visitors = {page: Visitor(cxdash.address, page) for page in pages}
    async with Visitor(usual.address) as plain:
        await plain.open()
        for page, visitor in visitors.items():
            async with visitor:
                await visitor.open()
                for number, ask in enumerate(asks):
                    counts = number >= warm_ups
                    for name, server, who in (
                        ("usual", usual, plain),
                        (f"{page} cold", cxdash, visitor),
                        (f"{page} warm", cxdash, visitor),
                    ):
                        begun = cpu_seconds(server.pid)
                        run = await chosen(who, ask)
                        spent = 1000 * (cpu_seconds(server.pid) - begun)
                        await who.choose(ask[0])
                        if counts:
                            kept = took.setdefault(name, Took())
                            kept.ms.append(run.ms)
                            kept.cpu_ms.append(spent)
    return took


async def chosen(who: Visitor, ask: Ask) -> Run:
    """Choose an option; a page that shows an error is not one to measure.

    Raises:
        RuntimeError: If it does.
    """
    run = await who.choose(*ask)
    if run.faults:
        raise RuntimeError(f"{ask} ends in {run.faults}")
    return run
